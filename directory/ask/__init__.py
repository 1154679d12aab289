"""From a question to an answer: `EnquiryDesk.ask`."""
