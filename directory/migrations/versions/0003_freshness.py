"""Freshness: who has been asked in which month whether their entries are still right"""

import sqlalchemy as sa
from alembic import op

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('freshness_request',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('authority_id', sa.Integer(), nullable=False),
    sa.Column('slack_user_id', sa.String(length=32), nullable=False),
    sa.Column('month', sa.String(length=7), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('gone', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['authority_id'], ['authority.id'], name=op.f('fk_freshness_request_authority_id_authority')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_freshness_request')),
    sa.UniqueConstraint('authority_id', 'slack_user_id', 'month', name=op.f('uq_freshness_request_authority_id_slack_user_id_month'))
    )


def downgrade() -> None:
    op.drop_table('freshness_request')
