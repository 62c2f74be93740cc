-- Tongban's tables on Citus: run after the migrations, on the coordinator, with the nodes stopped. See docs/citus.md.
--
-- It may be run again: after an update it takes in the tables that are new and leaves the others alone. All of it is
-- done or nothing. Foreign keys are taken off first and put back, word for word, when both sides are where they belong:
-- Citus takes none between a table that is distributed and one that is not.

begin;

-- Whatever is done to many shards in this transaction is done over one connection each, in turn: foreign keys among
-- distributed tables need it.
set local citus.multi_shard_modify_mode = 'sequential';

-- Every table of the model, checked by CitusTests against the model. By centre_id: everything of a centre, beside each
-- other, so that a transaction and a query of one centre stay on one machine. By key_hash: caps that bind a person over
-- all centres. Reference: small tables without a centre, a copy on every machine.
create temporary table tongban_table (name text primary key, way text not null) on commit drop;
insert into tongban_table (name, way) values
    ('amendment', 'centre_id'),
    ('amendment_note', 'centre_id'),
    ('bundle', 'centre_id'),
    ('bundle_answer', 'centre_id'),
    ('bundle_file', 'centre_id'),
    ('bundle_step', 'centre_id'),
    ('centre', 'centre_id'),
    ('admission', 'centre_id'),
    ('appointment', 'centre_id'),
    ('appointment_matter', 'centre_id'),
    ('appointment_place', 'centre_id'),
    ('bank', 'centre_id'),
    ('bank_product', 'centre_id'),
    ('bank_waiver', 'centre_id'),
    ('benefit_fund', 'centre_id'),
    ('benefit_grant', 'centre_id'),
    ('benefit_grant_line', 'centre_id'),
    ('benefit_kind', 'centre_id'),
    ('benefit_month', 'centre_id'),
    ('box_opening', 'centre_id'),
    ('call_back', 'centre_id'),
    ('calling_profile', 'centre_id'),
    ('calling_turns', 'centre_id'),
    ('case_alert', 'centre_id'),
    ('case_document', 'centre_id'),
    ('case_field', 'centre_id'),
    ('case_file', 'centre_id'),
    ('case_material', 'centre_id'),
    ('case_notice', 'centre_id'),
    ('case_notice_line', 'centre_id'),
    ('case_party', 'centre_id'),
    ('case_pause', 'centre_id'),
    ('case_remark', 'centre_id'),
    ('case_result', 'centre_id'),
    ('case_step', 'centre_id'),
    ('cases', 'centre_id'),
    ('cooling_place', 'centre_id'),
    ('credit_offer', 'centre_id'),
    ('day_to_count', 'centre_id'),
    ('department', 'centre_id'),
    ('device', 'centre_id'),
    ('device_pairing', 'centre_id'),
    ('enterprise', 'centre_id'),
    ('entrance', 'centre_id'),
    ('entrance_rate', 'centre_id'),
    ('exchange_message', 'centre_id'),
    ('exemption', 'centre_id'),
    ('facts', 'centre_id'),
    ('fair_play_alert', 'centre_id'),
    ('fair_play_evidence', 'centre_id'),
    ('field_fault', 'centre_id'),
    ('group_stop', 'centre_id'),
    ('hall_day', 'centre_id'),
    ('hall_message', 'centre_id'),
    ('hotline_call', 'centre_id'),
    ('import_checkpoint', 'centre_id'),
    ('import_reject', 'centre_id'),
    ('imported_row', 'centre_id'),
    ('inquiry', 'centre_id'),
    ('item', 'centre_id'),
    ('item_version', 'centre_id'),
    ('leg', 'centre_id'),
    ('licence', 'centre_id'),
    ('life_event', 'centre_id'),
    ('loan_lead', 'centre_id'),
    ('matter_group', 'centre_id'),
    ('meeting', 'centre_id'),
    ('message', 'centre_id'),
    ('number_series', 'centre_id'),
    ('opening_exception', 'centre_id'),
    ('opening_rule', 'centre_id'),
    ('paper_form', 'centre_id'),
    ('parcel', 'centre_id'),
    ('partner_client', 'centre_id'),
    ('partner_event', 'centre_id'),
    ('post', 'centre_id'),
    ('procurement_batch', 'centre_id'),
    ('procurement_batch_reversal', 'centre_id'),
    ('profile_switch', 'centre_id'),
    ('province_rating', 'centre_id'),
    ('query_attempt', 'centre_id'),
    ('rating', 'centre_id'),
    ('rating_exclusion', 'centre_id'),
    ('rating_trace', 'centre_id'),
    ('rating_sum', 'centre_id'),
    ('rating_sum_state', 'centre_id'),
    ('rectification', 'centre_id'),
    ('rectification_alert', 'centre_id'),
    ('rectification_file', 'centre_id'),
    ('rectification_note', 'centre_id'),
    ('release_rule', 'centre_id'),
    ('request_key', 'centre_id'),
    ('service', 'centre_id'),
    ('signed_paper', 'centre_id'),
    ('site', 'centre_id'),
    ('slot', 'centre_id'),
    ('slot_rule', 'centre_id'),
    ('staff_mark', 'centre_id'),
    ('taken_mail', 'centre_id'),
    ('template', 'centre_id'),
    ('template_version', 'centre_id'),
    ('visit', 'centre_id'),
    ('voice', 'centre_id'),
    ('voice_alert', 'centre_id'),
    ('voice_file', 'centre_id'),
    ('voice_note', 'centre_id'),
    ('waiting_day', 'centre_id'),
    ('waiting_entry', 'centre_id'),
    ('waiting_matter', 'centre_id'),
    ('waived_fee', 'centre_id'),
    ('window', 'centre_id'),
    ('window_group', 'centre_id'),
    ('window_session', 'centre_id'),
    ('zone', 'centre_id'),
    ('zone_correction', 'centre_id'),
    ('allowance', 'key_hash'),
    ('citizen_account', 'reference'),
    ('data_protection_keys', 'reference'),
    ('one_time_code', 'reference'),
    ('staff_account', 'reference'),
    ('staff_claim', 'reference'),
    ('staff_login', 'reference'),
    ('staff_token', 'reference');

do $$
declare
    strange text;
    one record;
begin
    if to_regclass('pg_dist_partition') is null then
        raise exception 'Citus is not in this database: create extension citus;';
    end if;

    -- A table that only one side knows: this file is not of the version that made the database.
    select string_agg(coalesce(known.name, there.tablename::text), ', ') into strange
    from tongban_table known
    full join (select tablename from pg_tables where schemaname = 'public' and tablename not in ('__migrations', 'pg_dist_partition')) there on there.tablename = known.name
    where known.name is null or there.tablename is null;
    if strange is not null then
        raise exception 'This file and the database are of different versions: %', strange;
    end if;

    create temporary table tongban_new on commit drop as
        select known.name, known.way, to_regclass(format('public.%I', known.name)) as id
        from tongban_table known
        where not exists (select 1 from pg_dist_partition done where done.logicalrelid = to_regclass(format('public.%I', known.name)));

    create temporary table tongban_key on commit drop as
        select conrelid::regclass as id, conname as name, pg_get_constraintdef(oid) as says
        from pg_constraint
        where contype = 'f' and (conrelid in (select id from tongban_new) or confrelid in (select id from tongban_new));

    for one in select * from tongban_key loop
        execute format('alter table %s drop constraint %I', one.id, one.name);
    end loop;

    for one in select * from tongban_new where way = 'reference' order by name loop
        perform create_reference_table(one.id);
    end loop;

    -- The centre's own table is the one beside which the others are put.
    for one in select * from tongban_new where way <> 'reference' order by name <> 'centre', name loop
        perform create_distributed_table(one.id, one.way, colocate_with => case when one.way <> 'centre_id' then 'none' when one.name = 'centre' then 'default' else 'centre' end);
    end loop;

    -- The rows are in the shards now; what they left behind on the coordinator would be in the keys' way.
    for one in select * from tongban_new order by name loop
        perform truncate_local_data_after_distributing_table(one.id);
    end loop;

    for one in select * from tongban_key loop
        execute format('alter table %s add constraint %I %s', one.id, one.name, one.says);
    end loop;
end $$;

commit;

-- Statements planned on tables that look empty would be slow until the next autovacuum.
analyze;
