"""Timelines: numbered days, calendar feeds, who counts as staff, and reminders"""

from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None

State = dict[str, Any]


def upgrade() -> None:
    with op.batch_alter_table('authority') as authority:
        authority.add_column(sa.Column('staff_user_groups', sa.JSON(), nullable=False, server_default='[]'))
        authority.add_column(sa.Column('staff_channels', sa.JSON(), nullable=False, server_default='[]'))
    with op.batch_alter_table('key_date_day') as day:
        day.add_column(sa.Column('number', sa.Integer(), nullable=False, server_default='0'))
    op.execute(
        'UPDATE key_date_day SET number = (SELECT count(*) FROM key_date_day AS other '
        'WHERE other.key_date_id = key_date_day.key_date_id AND other.day <= key_date_day.day)'
    )
    with op.batch_alter_table('key_date_day') as day:
        day.alter_column('number', server_default=None)
        day.create_unique_constraint(op.f('uq_key_date_day_key_date_id_number'), ['key_date_id', 'number'])
    with op.batch_alter_table('key_date') as key_date:
        key_date.add_column(sa.Column('split_from', sa.String(length=255), nullable=False, server_default=''))
    _rewrite_key_dates_in_the_history(_with_numbers)
    op.create_table('worker_beat',
    sa.Column('worker', sa.String(length=255), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('next_at', sa.DateTime(timezone=True), nullable=True),
    sa.PrimaryKeyConstraint('worker', name=op.f('pk_worker_beat'))
    )
    op.create_table('calendar_feed',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('authority_id', sa.Integer(), nullable=False),
    sa.Column('audience', sa.Enum('schools', 'staff', name='audience', native_enum=False, length=32), nullable=False),
    sa.Column('token', sa.String(length=64), nullable=False),
    sa.Column('created_by', sa.String(length=255), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['authority_id'], ['authority.id'], name=op.f('fk_calendar_feed_authority_id_authority')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_calendar_feed')),
    sa.UniqueConstraint('authority_id', 'audience', name=op.f('uq_calendar_feed_authority_id_audience')),
    sa.UniqueConstraint('token', name=op.f('uq_calendar_feed_token'))
    )
    op.create_table('destination',
    sa.Column('id', sa.String(length=32), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_destination'))
    )
    op.create_table('follow',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('authority_id', sa.Integer(), nullable=False),
    sa.Column('consultation_id', sa.Integer(), nullable=False),
    sa.Column('slack_team_id', sa.String(length=32), nullable=False),
    sa.Column('destination', sa.String(length=32), nullable=False),
    sa.Column('is_person', sa.Boolean(), nullable=False),
    sa.Column('audience', sa.Enum('schools', 'staff', name='audience', native_enum=False, length=32), nullable=False),
    sa.Column('leads', sa.JSON(), nullable=False),
    sa.Column('hour', sa.String(length=5), nullable=False),
    sa.Column('created_by', sa.String(length=255), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('since', sa.DateTime(timezone=True), nullable=False),
    sa.Column('planned_revision', sa.Integer(), nullable=False),
    sa.Column('planned_on', sa.Date(), nullable=True),
    sa.Column('stopped_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('stopped_by', sa.String(length=255), nullable=False),
    sa.Column('stopped_why', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['authority_id'], ['authority.id'], name=op.f('fk_follow_authority_id_authority')),
    sa.ForeignKeyConstraint(['consultation_id'], ['consultation.id'], name=op.f('fk_follow_consultation_id_consultation')),
    sa.ForeignKeyConstraint(['destination'], ['destination.id'], name=op.f('fk_follow_destination_destination')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_follow')),
    sa.UniqueConstraint('consultation_id', 'slack_team_id', 'destination', name=op.f('uq_follow_consultation_id_slack_team_id_destination'))
    )
    op.create_index(op.f('ix_follow_authority_id'), 'follow', ['authority_id'], unique=False)
    op.create_table('delivery',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('follow_id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(length=255), nullable=False),
    sa.Column('kind', sa.Enum('reminder', 'snoozed', 'change', 'stopped', name='deliverykind', native_enum=False, length=32), nullable=False),
    sa.Column('destination', sa.String(length=32), nullable=False),
    sa.Column('day', sa.Date(), nullable=True),
    sa.Column('lead', sa.Integer(), nullable=True),
    sa.Column('details', sa.JSON(), nullable=False),
    sa.Column('due_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('try_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('status', sa.Enum('planned', 'claimed', 'posted', 'missed', 'failed', 'dropped', name='deliverystatus', native_enum=False, length=32), nullable=False),
    sa.Column('late', sa.Boolean(), nullable=False),
    sa.Column('attempts', sa.Integer(), nullable=False),
    sa.Column('claimed_by', sa.String(length=255), nullable=False),
    sa.Column('claimed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('claimed_until', sa.DateTime(timezone=True), nullable=True),
    sa.Column('channel', sa.String(length=32), nullable=False),
    sa.Column('ts', sa.String(length=32), nullable=False),
    sa.Column('error', sa.Text(), nullable=False),
    sa.Column('done_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['destination'], ['destination.id'], name=op.f('fk_delivery_destination_destination')),
    sa.ForeignKeyConstraint(['follow_id'], ['follow.id'], name=op.f('fk_delivery_follow_id_follow'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_delivery')),
    sa.UniqueConstraint('key', name=op.f('uq_delivery_key'))
    )
    op.create_index('ix_delivery_held', 'delivery', ['destination', 'status'], unique=False)
    op.create_index('ix_delivery_due', 'delivery', ['status', 'try_at'], unique=False)
    op.create_index(op.f('ix_delivery_follow_id'), 'delivery', ['follow_id'], unique=False)
    op.create_table('followed_date',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('follow_id', sa.Integer(), nullable=False),
    sa.Column('key_date', sa.String(length=255), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('title', sa.String(length=255), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('cancelled', sa.Boolean(), nullable=False),
    sa.Column('since', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['follow_id'], ['follow.id'], name=op.f('fk_followed_date_follow_id_follow'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_followed_date')),
    sa.UniqueConstraint('follow_id', 'key_date', 'number', name=op.f('uq_followed_date_follow_id_key_date_number'))
    )
    op.create_index(op.f('ix_followed_date_follow_id'), 'followed_date', ['follow_id'], unique=False)


def downgrade() -> None:
    for table in ('followed_date', 'delivery', 'follow', 'destination', 'calendar_feed', 'worker_beat'):
        op.drop_table(table)
    _rewrite_key_dates_in_the_history(_without_numbers)
    op.drop_column('key_date', 'split_from')  # others refer to the table, so it cannot be made anew
    with op.batch_alter_table('key_date_day') as day:
        day.drop_constraint(op.f('uq_key_date_day_key_date_id_number'), type_='unique')
        day.drop_column('number')
    op.drop_column('authority', 'staff_channels')
    op.drop_column('authority', 'staff_user_groups')


def _rewrite_key_dates_in_the_history(rewritten: Callable[[State], State]) -> None:
    items = sa.table(
        'revision_item',
        sa.column('id'),
        sa.column('record_kind'),
        sa.column('before', sa.JSON()),
        sa.column('after', sa.JSON()),
    )
    connection = op.get_bind()
    held = sa.select(items.c.id, items.c.before, items.c.after).where(items.c.record_kind == 'key_date')
    for number, before, after in connection.execute(held).all():
        connection.execute(
            items.update()
            .where(items.c.id == number)
            .values(before=before and rewritten(before), after=after and rewritten(after))
        )


def _with_numbers(state: State) -> State:
    days = [{'day': day, 'number': number} for number, day in enumerate(state['days'], start=1)]
    return {**state, 'days': days, 'split_from': ''}


def _without_numbers(state: State) -> State:
    kept = {name: value for name, value in state.items() if name != 'split_from'}
    return {**kept, 'days': [each['day'] for each in state['days']]}
