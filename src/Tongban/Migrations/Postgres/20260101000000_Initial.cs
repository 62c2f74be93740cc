using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Tongban.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "allowance",
                columns: table => new
                {
                    kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    key_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    on = table.Column<DateOnly>(type: "date", nullable: false),
                    used = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_allowance", x => new { x.kind, x.key_hash, x.on });
                    table.CheckConstraint("ck_allowance_used", "used >= 0");
                });

            migrationBuilder.CreateTable(
                name: "benefit_fund",
                columns: table => new
                {
                    centre_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    name_zh = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    name_en = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_benefit_fund", x => new { x.centre_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "benefit_kind",
                columns: table => new
                {
                    centre_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    name_zh = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    name_en = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    unit_zh = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    unit_en = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    quantity_per_grant = table.Column<int>(type: "integer", nullable: false),
                    once_per_enterprise = table.Column<bool>(type: "boolean", nullable: false),
                    components_zh = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    components_en = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_benefit_kind", x => new { x.centre_id, x.id });
                    table.CheckConstraint("ck_benefit_kind_quantity", "quantity_per_grant > 0");
                });

            migrationBuilder.CreateTable(
                name: "benefit_month",
                columns: table => new
                {
                    centre_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    month = table.Column<DateOnly>(type: "date", nullable: false),
                    closed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    closed_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_benefit_month", x => new { x.centre_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "centre",
                columns: table => new
                {
                    centre_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "text", nullable: false),
                    name_zh = table.Column<string>(type: "text", nullable: false),
                    name_en = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_centre", x => new { x.centre_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "citizen_account",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    phone_cipher = table.Column<string>(type: "text", nullable: false),
                    phone_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    id_cipher = table.Column<string>(type: "text", nullable: true),
                    id_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    last_seen_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_citizen_account", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "data_protection_keys",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    friendly_name = table.Column<string>(type: "text", nullable: true),
                    xml = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_data_protection_keys", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "day_to_count",
                columns: table => new
                {
                    centre_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    on = table.Column<DateOnly>(type: "date", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_day_to_count", x => new { x.centre_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "department",
                columns: table => new
                {
                    centre_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "text", nullable: false),
                    name_zh = table.Column<string>(type: "text", nullable: false),
                    name_en = table.Column<string>(type: "text", nullable: false),
                    short_zh = table.Column<string>(type: "text", nullable: false),
                    uscc = table.Column<string>(type: "text", nullable: false),
                    consult_phone = table.Column<string>(type: "text", nullable: false),
                    complaint_phone = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_department", x => new { x.centre_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "device_pairing",
                columns: table => new
                {
                    centre_id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    key_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    expires_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_device_pairing", x => new { x.centre_id, x.code });
                });

            migrationBuilder.CreateTable(
                name: "exemption",
                columns: table => new
                {
                    centre_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    phone_cipher = table.Column<string>(type: "text", nullable: false),
                    phone_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    who = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    why = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    until_on = table.Column<DateOnly>(type: "date", nullable: false),
                    ended_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_exemption", x => new { x.centre_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "facts",
                columns: table => new
                {
                    centre_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    subject = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    subject_id = table.Column<Guid>(type: "uuid", nullable: false),
                    subject_version = table.Column<int>(type: "integer", nullable: false),
                    what = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    by = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    data = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_facts", x => new { x.centre_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "import_checkpoint",
                columns: table => new
                {
                    centre_id = table.Column<Guid>(type: "uuid", nullable: false),
                    year = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    file = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    records = table.Column<long>(type: "bigint", nullable: false),
                    accepted = table.Column<long>(type: "bigint", nullable: false),
                    rejected = table.Column<long>(type: "bigint", nullable: false),
                    begun_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    finished_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_import_checkpoint", x => new { x.centre_id, x.year, x.file });
                });

            migrationBuilder.CreateTable(
                name: "import_reject",
                columns: table => new
                {
                    centre_id = table.Column<Guid>(type: "uuid", nullable: false),
                    year = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    file = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    line = table.Column<long>(type: "bigint", nullable: false),
                    row_id = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    code = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_import_reject", x => new { x.centre_id, x.year, x.file, x.line });
                });

            migrationBuilder.CreateTable(
                name: "imported_row",
                columns: table => new
                {
                    centre_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    code = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    fingerprint = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    entity_version = table.Column<int>(type: "integer", nullable: false),
                    imported_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_imported_row", x => new { x.centre_id, x.kind, x.code });
                });

            migrationBuilder.CreateTable(
                name: "inquiry",
                columns: table => new
                {
                    centre_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    question = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    answer = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    asker_name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    phone_cipher = table.Column<string>(type: "character varying(1024)", maxLength: 1024, nullable: true),
                    phone_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    status = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    first_owner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    owner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    offered_to_id = table.Column<Guid>(type: "uuid", nullable: true),
                    asked_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    answered_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_inquiry", x => new { x.centre_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "life_event",
                columns: table => new
                {
                    centre_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "text", nullable: false),
                    name_zh = table.Column<string>(type: "text", nullable: false),
                    name_en = table.Column<string>(type: "text", nullable: false),
                    audience = table.Column<string>(type: "text", nullable: false),
                    icon = table.Column<string>(type: "text", nullable: false),
                    sort = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_life_event", x => new { x.centre_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "matter_group",
                columns: table => new
                {
                    centre_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "text", nullable: false),
                    name_zh = table.Column<string>(type: "text", nullable: false),
                    name_en = table.Column<string>(type: "text", nullable: false),
                    ticket_letter = table.Column<string>(type: "character varying(2)", maxLength: 2, nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_matter_group", x => new { x.centre_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "message",
                columns: table => new
                {
                    centre_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    channel = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    status = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    address_cipher = table.Column<string>(type: "text", nullable: false),
                    text_cipher = table.Column<string>(type: "text", nullable: false),
                    made_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    next_try_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    useful_until_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    tries = table.Column<int>(type: "integer", nullable: false),
                    sent_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_message", x => new { x.centre_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "number_series",
                columns: table => new
                {
                    centre_id = table.Column<Guid>(type: "uuid", nullable: false),
                    scope = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    on = table.Column<DateOnly>(type: "date", nullable: false),
                    last = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_number_series", x => new { x.centre_id, x.scope, x.on });
                });

            migrationBuilder.CreateTable(
                name: "one_time_code",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    token = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    purpose = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    phone_cipher = table.Column<string>(type: "text", nullable: false),
                    phone_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    code_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    sent_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    used_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_one_time_code", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "query_attempt",
                columns: table => new
                {
                    centre_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    number_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    address_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_query_attempt", x => new { x.centre_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "rating_sum",
                columns: table => new
                {
                    centre_id = table.Column<Guid>(type: "uuid", nullable: false),
                    by = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    span = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    on = table.Column<DateOnly>(type: "date", nullable: false),
                    key = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    services = table.Column<long>(type: "bigint", nullable: false),
                    very_satisfied = table.Column<long>(type: "bigint", nullable: false),
                    satisfied = table.Column<long>(type: "bigint", nullable: false),
                    basically_satisfied = table.Column<long>(type: "bigint", nullable: false),
                    dissatisfied = table.Column<long>(type: "bigint", nullable: false),
                    very_dissatisfied = table.Column<long>(type: "bigint", nullable: false),
                    default_good = table.Column<long>(type: "bigint", nullable: false),
                    default_bad = table.Column<long>(type: "bigint", nullable: false),
                    excluded = table.Column<long>(type: "bigint", nullable: false),
                    to_mend = table.Column<long>(type: "bigint", nullable: false),
                    mended = table.Column<long>(type: "bigint", nullable: false),
                    mended_in_time = table.Column<long>(type: "bigint", nullable: false),
                    named = table.Column<long>(type: "bigint", nullable: false),
                    called_back = table.Column<long>(type: "bigint", nullable: false),
                    called_in_vain = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_rating_sum", x => new { x.centre_id, x.by, x.span, x.on, x.key });
                });

            migrationBuilder.CreateTable(
                name: "rating_sum_state",
                columns: table => new
                {
                    centre_id = table.Column<Guid>(type: "uuid", nullable: false),
                    rounds = table.Column<long>(type: "bigint", nullable: false),
                    counted_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_rating_sum_state", x => x.centre_id);
                });

            migrationBuilder.CreateTable(
                name: "request_key",
                columns: table => new
                {
                    centre_id = table.Column<Guid>(type: "uuid", nullable: false),
                    key = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    fingerprint = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    answer = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_request_key", x => new { x.centre_id, x.key });
                });

            migrationBuilder.CreateTable(
                name: "site",
                columns: table => new
                {
                    centre_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "text", nullable: false),
                    kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    name_zh = table.Column<string>(type: "text", nullable: false),
                    name_en = table.Column<string>(type: "text", nullable: false),
                    address_zh = table.Column<string>(type: "text", nullable: false),
                    address_en = table.Column<string>(type: "text", nullable: false),
                    transport_zh = table.Column<string>(type: "text", nullable: false),
                    transport_en = table.Column<string>(type: "text", nullable: false),
                    phone = table.Column<string>(type: "text", nullable: false),
                    latitude = table.Column<double>(type: "double precision", nullable: false),
                    longitude = table.Column<double>(type: "double precision", nullable: false),
                    accessibility = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_site", x => new { x.centre_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "staff_account",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    full_name = table.Column<string>(type: "text", nullable: false),
                    disabled_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    must_change_password = table.Column<bool>(type: "boolean", nullable: false),
                    moves = table.Column<int>(type: "integer", nullable: false),
                    is_demo = table.Column<bool>(type: "boolean", nullable: false),
                    user_name = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    normalized_user_name = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    email = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    normalized_email = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    email_confirmed = table.Column<bool>(type: "boolean", nullable: false),
                    password_hash = table.Column<string>(type: "text", nullable: true),
                    security_stamp = table.Column<string>(type: "text", nullable: true),
                    concurrency_stamp = table.Column<string>(type: "text", nullable: true),
                    phone_number = table.Column<string>(type: "text", nullable: true),
                    phone_number_confirmed = table.Column<bool>(type: "boolean", nullable: false),
                    two_factor_enabled = table.Column<bool>(type: "boolean", nullable: false),
                    lockout_end = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    lockout_enabled = table.Column<bool>(type: "boolean", nullable: false),
                    access_failed_count = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_staff_account", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "staff_mark",
                columns: table => new
                {
                    centre_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    phone_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    id_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_staff_mark", x => new { x.centre_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "template",
                columns: table => new
                {
                    centre_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    ended_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_template", x => new { x.centre_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "procurement_batch",
                columns: table => new
                {
                    centre_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    kind_id = table.Column<Guid>(type: "uuid", nullable: false),
                    fund_id = table.Column<Guid>(type: "uuid", nullable: false),
                    received_on = table.Column<DateOnly>(type: "date", nullable: false),
                    quantity = table.Column<long>(type: "bigint", nullable: false),
                    remaining = table.Column<long>(type: "bigint", nullable: false),
                    unit_price_fen = table.Column<long>(type: "bigint", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_procurement_batch", x => new { x.centre_id, x.id });
                    table.CheckConstraint("ck_procurement_batch_price", "unit_price_fen > 0");
                    table.CheckConstraint("ck_procurement_batch_remaining", "remaining between 0 and quantity");
                    table.ForeignKey(
                        name: "fk_procurement_batch_benefit_fund_centre_id_fund_id",
                        columns: x => new { x.centre_id, x.fund_id },
                        principalTable: "benefit_fund",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_procurement_batch_benefit_kind_centre_id_kind_id",
                        columns: x => new { x.centre_id, x.kind_id },
                        principalTable: "benefit_kind",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "partner_client",
                columns: table => new
                {
                    centre_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    department_id = table.Column<Guid>(type: "uuid", nullable: true),
                    made_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    secret_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    secret_since_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    former_secret_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    former_secret_until_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    signing_cipher = table.Column<string>(type: "text", nullable: false),
                    signing_since_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    former_signing_cipher = table.Column<string>(type: "text", nullable: true),
                    former_signing_until_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    address = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    stopped_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    their_key = table.Column<string>(type: "character varying(130)", maxLength: 130, nullable: true),
                    ratings_address = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    ratings_cursor = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    ratings_pulled_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    ratings_answer = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    switched_off_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    generation = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_partner_client", x => new { x.centre_id, x.id });
                    table.ForeignKey(
                        name: "fk_partner_client_department_centre_id_department_id",
                        columns: x => new { x.centre_id, x.department_id },
                        principalTable: "department",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "item",
                columns: table => new
                {
                    centre_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "text", nullable: false),
                    department_id = table.Column<Guid>(type: "uuid", nullable: false),
                    group_id = table.Column<Guid>(type: "uuid", nullable: false),
                    base_code = table.Column<string>(type: "text", nullable: false),
                    implementation_code = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_item", x => new { x.centre_id, x.id });
                    table.ForeignKey(
                        name: "fk_item_department_centre_id_department_id",
                        columns: x => new { x.centre_id, x.department_id },
                        principalTable: "department",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_item_matter_group_centre_id_group_id",
                        columns: x => new { x.centre_id, x.group_id },
                        principalTable: "matter_group",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "slot_rule",
                columns: table => new
                {
                    centre_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    group_id = table.Column<Guid>(type: "uuid", nullable: false),
                    minutes = table.Column<int>(type: "integer", nullable: false),
                    public_percent = table.Column<int>(type: "integer", nullable: false),
                    staff_percent = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_slot_rule", x => new { x.centre_id, x.id });
                    table.ForeignKey(
                        name: "fk_slot_rule_matter_group_centre_id_group_id",
                        columns: x => new { x.centre_id, x.group_id },
                        principalTable: "matter_group",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "appointment",
                columns: table => new
                {
                    centre_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: true),
                    token = table.Column<string>(type: "character varying(48)", maxLength: 48, nullable: false),
                    status = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    site_id = table.Column<Guid>(type: "uuid", nullable: false),
                    group_id = table.Column<Guid>(type: "uuid", nullable: false),
                    on = table.Column<DateOnly>(type: "date", nullable: false),
                    starts_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ends_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    hold_until_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    free_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    confirmed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    checked_in_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    is_by_desk = table.Column<bool>(type: "boolean", nullable: false),
                    overbook_reason = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    forgiven_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    forgive_reason = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    person_name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    phone_cipher = table.Column<string>(type: "text", nullable: true),
                    phone_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    phone_verified_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    id_cipher = table.Column<string>(type: "text", nullable: true),
                    id_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    account_id = table.Column<Guid>(type: "uuid", nullable: true),
                    device_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    wants_help = table.Column<bool>(type: "boolean", nullable: false),
                    release_reason = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_appointment", x => new { x.centre_id, x.id });
                    table.ForeignKey(
                        name: "fk_appointment_matter_group_centre_id_group_id",
                        columns: x => new { x.centre_id, x.group_id },
                        principalTable: "matter_group",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_appointment_site_centre_id_site_id",
                        columns: x => new { x.centre_id, x.site_id },
                        principalTable: "site",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "box_opening",
                columns: table => new
                {
                    centre_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    site_id = table.Column<Guid>(type: "uuid", nullable: false),
                    opened_on = table.Column<DateOnly>(type: "date", nullable: false),
                    opened_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    cards = table.Column<int>(type: "integer", nullable: false),
                    opened_by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    confirmed_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    confirmed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    counted_again = table.Column<int>(type: "integer", nullable: false),
                    differing = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_box_opening", x => new { x.centre_id, x.id });
                    table.ForeignKey(
                        name: "fk_box_opening_site_centre_id_site_id",
                        columns: x => new { x.centre_id, x.site_id },
                        principalTable: "site",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "calling_profile",
                columns: table => new
                {
                    centre_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    site_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name_zh = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    name_en = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    rule_text = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_calling_profile", x => new { x.centre_id, x.id });
                    table.ForeignKey(
                        name: "fk_calling_profile_site_centre_id_site_id",
                        columns: x => new { x.centre_id, x.site_id },
                        principalTable: "site",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "enterprise",
                columns: table => new
                {
                    centre_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    uscc = table.Column<string>(type: "character varying(18)", maxLength: 18, nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    type = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    in_ftz = table.Column<bool>(type: "boolean", nullable: false),
                    registered_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    channel = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    industry = table.Column<string>(type: "character varying(1)", maxLength: 1, nullable: false),
                    capital_wan = table.Column<long>(type: "bigint", nullable: false),
                    office_site_id = table.Column<Guid>(type: "uuid", nullable: true),
                    legal_rep_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    legal_rep_cipher = table.Column<string>(type: "character varying(1024)", maxLength: 1024, nullable: false),
                    legal_rep_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    source_id = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    cancelled_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_enterprise", x => new { x.centre_id, x.id });
                    table.CheckConstraint("ck_enterprise_capital", "capital_wan >= 0");
                    table.ForeignKey(
                        name: "fk_enterprise_site_centre_id_office_site_id",
                        columns: x => new { x.centre_id, x.office_site_id },
                        principalTable: "site",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "entrance",
                columns: table => new
                {
                    centre_id = table.Column<Guid>(type: "uuid", nullable: false),
                    site_id = table.Column<Guid>(type: "uuid", nullable: false),
                    next_micros = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_entrance", x => new { x.centre_id, x.site_id });
                    table.ForeignKey(
                        name: "fk_entrance_site_centre_id_site_id",
                        columns: x => new { x.centre_id, x.site_id },
                        principalTable: "site",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "entrance_rate",
                columns: table => new
                {
                    centre_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    site_id = table.Column<Guid>(type: "uuid", nullable: false),
                    per_second = table.Column<double>(type: "double precision", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_entrance_rate", x => new { x.centre_id, x.id });
                    table.ForeignKey(
                        name: "fk_entrance_rate_site_centre_id_site_id",
                        columns: x => new { x.centre_id, x.site_id },
                        principalTable: "site",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "fair_play_alert",
                columns: table => new
                {
                    centre_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    rule = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    key = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    round = table.Column<int>(type: "integer", nullable: false),
                    status = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    from_on = table.Column<DateOnly>(type: "date", nullable: false),
                    through_on = table.Column<DateOnly>(type: "date", nullable: false),
                    site_id = table.Column<Guid>(type: "uuid", nullable: true),
                    staff_id = table.Column<Guid>(type: "uuid", nullable: true),
                    device_id = table.Column<Guid>(type: "uuid", nullable: true),
                    counted = table.Column<int>(type: "integer", nullable: false),
                    limit = table.Column<int>(type: "integer", nullable: false),
                    within = table.Column<int>(type: "integer", nullable: false),
                    levels = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    raised_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    judged_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    judged_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_fair_play_alert", x => new { x.centre_id, x.id });
                    table.ForeignKey(
                        name: "fk_fair_play_alert_site_centre_id_site_id",
                        columns: x => new { x.centre_id, x.site_id },
                        principalTable: "site",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "group_stop",
                columns: table => new
                {
                    centre_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    site_id = table.Column<Guid>(type: "uuid", nullable: false),
                    group_id = table.Column<Guid>(type: "uuid", nullable: false),
                    on = table.Column<DateOnly>(type: "date", nullable: false),
                    reason = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    stopped_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_group_stop", x => new { x.centre_id, x.id });
                    table.ForeignKey(
                        name: "fk_group_stop_matter_group_centre_id_group_id",
                        columns: x => new { x.centre_id, x.group_id },
                        principalTable: "matter_group",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_group_stop_site_centre_id_site_id",
                        columns: x => new { x.centre_id, x.site_id },
                        principalTable: "site",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "hall_day",
                columns: table => new
                {
                    centre_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    site_id = table.Column<Guid>(type: "uuid", nullable: false),
                    on = table.Column<DateOnly>(type: "date", nullable: false),
                    list_printed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    closed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_hall_day", x => new { x.centre_id, x.id });
                    table.ForeignKey(
                        name: "fk_hall_day_site_centre_id_site_id",
                        columns: x => new { x.centre_id, x.site_id },
                        principalTable: "site",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "hall_message",
                columns: table => new
                {
                    centre_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    site_id = table.Column<Guid>(type: "uuid", nullable: false),
                    group_id = table.Column<Guid>(type: "uuid", nullable: true),
                    on = table.Column<DateOnly>(type: "date", nullable: false),
                    text_zh = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    text_en = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    said_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_hall_message", x => new { x.centre_id, x.id });
                    table.ForeignKey(
                        name: "fk_hall_message_matter_group_centre_id_group_id",
                        columns: x => new { x.centre_id, x.group_id },
                        principalTable: "matter_group",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_hall_message_site_centre_id_site_id",
                        columns: x => new { x.centre_id, x.site_id },
                        principalTable: "site",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "opening_exception",
                columns: table => new
                {
                    centre_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    site_id = table.Column<Guid>(type: "uuid", nullable: false),
                    from_on = table.Column<DateOnly>(type: "date", nullable: false),
                    through_on = table.Column<DateOnly>(type: "date", nullable: false),
                    only_for = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    opens = table.Column<TimeOnly>(type: "time without time zone", nullable: true),
                    closes = table.Column<TimeOnly>(type: "time without time zone", nullable: true),
                    through_break = table.Column<bool>(type: "boolean", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false),
                    withdrawn_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_opening_exception", x => new { x.centre_id, x.id });
                    table.ForeignKey(
                        name: "fk_opening_exception_site_centre_id_site_id",
                        columns: x => new { x.centre_id, x.site_id },
                        principalTable: "site",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "profile_switch",
                columns: table => new
                {
                    centre_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    site_id = table.Column<Guid>(type: "uuid", nullable: false),
                    profile = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    reason = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    switched_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    by = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_profile_switch", x => new { x.centre_id, x.id });
                    table.ForeignKey(
                        name: "fk_profile_switch_site_centre_id_site_id",
                        columns: x => new { x.centre_id, x.site_id },
                        principalTable: "site",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "release_rule",
                columns: table => new
                {
                    centre_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    site_id = table.Column<Guid>(type: "uuid", nullable: false),
                    group_id = table.Column<Guid>(type: "uuid", nullable: true),
                    from_on = table.Column<DateOnly>(type: "date", nullable: false),
                    shares = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_release_rule", x => new { x.centre_id, x.id });
                    table.ForeignKey(
                        name: "fk_release_rule_matter_group_centre_id_group_id",
                        columns: x => new { x.centre_id, x.group_id },
                        principalTable: "matter_group",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_release_rule_site_centre_id_site_id",
                        columns: x => new { x.centre_id, x.site_id },
                        principalTable: "site",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "slot",
                columns: table => new
                {
                    centre_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    site_id = table.Column<Guid>(type: "uuid", nullable: false),
                    group_id = table.Column<Guid>(type: "uuid", nullable: false),
                    on = table.Column<DateOnly>(type: "date", nullable: false),
                    starts_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ends_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    capacity = table.Column<int>(type: "integer", nullable: false),
                    taken = table.Column<int>(type: "integer", nullable: false),
                    staff_capacity = table.Column<int>(type: "integer", nullable: false),
                    staff_taken = table.Column<int>(type: "integer", nullable: false),
                    overbooked = table.Column<int>(type: "integer", nullable: false),
                    closed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_slot", x => new { x.centre_id, x.id });
                    table.CheckConstraint("ck_slot_overbooked", "overbooked >= 0");
                    table.CheckConstraint("ck_slot_staff_taken", "staff_taken between 0 and staff_capacity");
                    table.CheckConstraint("ck_slot_taken", "taken between 0 and capacity");
                    table.ForeignKey(
                        name: "fk_slot_matter_group_centre_id_group_id",
                        columns: x => new { x.centre_id, x.group_id },
                        principalTable: "matter_group",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_slot_site_centre_id_site_id",
                        columns: x => new { x.centre_id, x.site_id },
                        principalTable: "site",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "waiting_entry",
                columns: table => new
                {
                    centre_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    token = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    status = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    site_id = table.Column<Guid>(type: "uuid", nullable: false),
                    group_id = table.Column<Guid>(type: "uuid", nullable: false),
                    part = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    last_on = table.Column<DateOnly>(type: "date", nullable: false),
                    made_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    joined_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    open_key = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    person_name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    phone_cipher = table.Column<string>(type: "text", nullable: true),
                    phone_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    id_cipher = table.Column<string>(type: "text", nullable: true),
                    id_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    account_id = table.Column<Guid>(type: "uuid", nullable: true),
                    link_base = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    language = table.Column<string>(type: "character varying(8)", maxLength: 8, nullable: false),
                    offer_id = table.Column<Guid>(type: "uuid", nullable: true),
                    last_slot_id = table.Column<Guid>(type: "uuid", nullable: true),
                    offers_made = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_waiting_entry", x => new { x.centre_id, x.id });
                    table.ForeignKey(
                        name: "fk_waiting_entry_matter_group_centre_id_group_id",
                        columns: x => new { x.centre_id, x.group_id },
                        principalTable: "matter_group",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_waiting_entry_site_centre_id_site_id",
                        columns: x => new { x.centre_id, x.site_id },
                        principalTable: "site",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "zone",
                columns: table => new
                {
                    centre_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    site_id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "text", nullable: false),
                    name_zh = table.Column<string>(type: "text", nullable: false),
                    name_en = table.Column<string>(type: "text", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    letter = table.Column<string>(type: "text", nullable: false),
                    capacity = table.Column<int>(type: "integer", nullable: false),
                    inside = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_zone", x => new { x.centre_id, x.id });
                    table.CheckConstraint("ck_zone_inside", "inside >= 0");
                    table.ForeignKey(
                        name: "fk_zone_site_centre_id_site_id",
                        columns: x => new { x.centre_id, x.site_id },
                        principalTable: "site",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "staff_claim",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    claim_type = table.Column<string>(type: "text", nullable: true),
                    claim_value = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_staff_claim", x => x.id);
                    table.ForeignKey(
                        name: "fk_staff_claim_staff_account_user_id",
                        column: x => x.user_id,
                        principalTable: "staff_account",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "staff_login",
                columns: table => new
                {
                    login_provider = table.Column<string>(type: "text", nullable: false),
                    provider_key = table.Column<string>(type: "text", nullable: false),
                    provider_display_name = table.Column<string>(type: "text", nullable: true),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_staff_login", x => new { x.login_provider, x.provider_key });
                    table.ForeignKey(
                        name: "fk_staff_login_staff_account_user_id",
                        column: x => x.user_id,
                        principalTable: "staff_account",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "staff_token",
                columns: table => new
                {
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    login_provider = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    value = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_staff_token", x => new { x.user_id, x.login_provider, x.name });
                    table.ForeignKey(
                        name: "fk_staff_token_staff_account_user_id",
                        column: x => x.user_id,
                        principalTable: "staff_account",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "template_version",
                columns: table => new
                {
                    centre_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    template_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    published_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    name_zh = table.Column<string>(type: "text", nullable: false),
                    name_en = table.Column<string>(type: "text", nullable: false),
                    content = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_template_version", x => new { x.centre_id, x.id });
                    table.ForeignKey(
                        name: "fk_template_version_template_centre_id_template_id",
                        columns: x => new { x.centre_id, x.template_id },
                        principalTable: "template",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "procurement_batch_reversal",
                columns: table => new
                {
                    centre_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    batch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    quantity = table.Column<long>(type: "bigint", nullable: false),
                    reversed_on = table.Column<DateOnly>(type: "date", nullable: false),
                    reversed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    reversed_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    reason = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_procurement_batch_reversal", x => new { x.centre_id, x.id });
                    table.CheckConstraint("ck_procurement_batch_reversal_positive", "quantity > 0");
                    table.ForeignKey(
                        name: "fk_procurement_batch_reversal_procurement_batch_centre_id_batc",
                        columns: x => new { x.centre_id, x.batch_id },
                        principalTable: "procurement_batch",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "exchange_message",
                columns: table => new
                {
                    centre_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    client_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    read_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_exchange_message", x => new { x.centre_id, x.id });
                    table.ForeignKey(
                        name: "fk_exchange_message_partner_client_centre_id_client_id",
                        columns: x => new { x.centre_id, x.client_id },
                        principalTable: "partner_client",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "partner_event",
                columns: table => new
                {
                    centre_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    client_id = table.Column<Guid>(type: "uuid", nullable: false),
                    fact_id = table.Column<Guid>(type: "uuid", nullable: false),
                    subject_id = table.Column<Guid>(type: "uuid", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    type = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    made_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    status = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    next_try_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    tries = table.Column<int>(type: "integer", nullable: false),
                    last_answer = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    last_try_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    ended_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    receipt = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_partner_event", x => new { x.centre_id, x.id });
                    table.ForeignKey(
                        name: "fk_partner_event_partner_client_centre_id_client_id",
                        columns: x => new { x.centre_id, x.client_id },
                        principalTable: "partner_client",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "item_version",
                columns: table => new
                {
                    centre_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    item_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    state = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    effective_on = table.Column<DateOnly>(type: "date", nullable: true),
                    name_zh = table.Column<string>(type: "text", nullable: false),
                    name_en = table.Column<string>(type: "text", nullable: false),
                    handling_minutes = table.Column<int>(type: "integer", nullable: false),
                    is_immediate = table.Column<bool>(type: "boolean", nullable: false),
                    promised_days = table.Column<int>(type: "integer", nullable: false),
                    statutory_days = table.Column<int>(type: "integer", nullable: true),
                    content = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_item_version", x => new { x.centre_id, x.id });
                    table.ForeignKey(
                        name: "fk_item_version_item_centre_id_item_id",
                        columns: x => new { x.centre_id, x.item_id },
                        principalTable: "item",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "appointment_matter",
                columns: table => new
                {
                    centre_id = table.Column<Guid>(type: "uuid", nullable: false),
                    appointment_id = table.Column<Guid>(type: "uuid", nullable: false),
                    item_id = table.Column<Guid>(type: "uuid", nullable: false),
                    group_id = table.Column<Guid>(type: "uuid", nullable: false),
                    seq = table.Column<int>(type: "integer", nullable: false),
                    minutes = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_appointment_matter", x => new { x.centre_id, x.appointment_id, x.item_id });
                    table.ForeignKey(
                        name: "fk_appointment_matter_appointment_centre_id_appointment_id",
                        columns: x => new { x.centre_id, x.appointment_id },
                        principalTable: "appointment",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_appointment_matter_item_centre_id_item_id",
                        columns: x => new { x.centre_id, x.item_id },
                        principalTable: "item",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_appointment_matter_matter_group_centre_id_group_id",
                        columns: x => new { x.centre_id, x.group_id },
                        principalTable: "matter_group",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "visit",
                columns: table => new
                {
                    centre_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    site_id = table.Column<Guid>(type: "uuid", nullable: false),
                    on = table.Column<DateOnly>(type: "date", nullable: false),
                    number = table.Column<string>(type: "text", nullable: false),
                    token = table.Column<string>(type: "text", nullable: false),
                    appointment_id = table.Column<Guid>(type: "uuid", nullable: true),
                    due_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    precedence = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    id_cipher = table.Column<string>(type: "text", nullable: true),
                    id_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    arrived_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    green_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    ended_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    status = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_visit", x => new { x.centre_id, x.id });
                    table.ForeignKey(
                        name: "fk_visit_appointment_centre_id_appointment_id",
                        columns: x => new { x.centre_id, x.appointment_id },
                        principalTable: "appointment",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_visit_site_centre_id_site_id",
                        columns: x => new { x.centre_id, x.site_id },
                        principalTable: "site",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "appointment_place",
                columns: table => new
                {
                    centre_id = table.Column<Guid>(type: "uuid", nullable: false),
                    appointment_id = table.Column<Guid>(type: "uuid", nullable: false),
                    slot_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_appointment_place", x => new { x.centre_id, x.appointment_id, x.slot_id });
                    table.ForeignKey(
                        name: "fk_appointment_place_appointment_centre_id_appointment_id",
                        columns: x => new { x.centre_id, x.appointment_id },
                        principalTable: "appointment",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_appointment_place_slot_centre_id_slot_id",
                        columns: x => new { x.centre_id, x.slot_id },
                        principalTable: "slot",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "cooling_place",
                columns: table => new
                {
                    centre_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    slot_id = table.Column<Guid>(type: "uuid", nullable: false),
                    until_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cooling_place", x => new { x.centre_id, x.id });
                    table.ForeignKey(
                        name: "fk_cooling_place_slot_centre_id_slot_id",
                        columns: x => new { x.centre_id, x.slot_id },
                        principalTable: "slot",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "waiting_day",
                columns: table => new
                {
                    centre_id = table.Column<Guid>(type: "uuid", nullable: false),
                    entry_id = table.Column<Guid>(type: "uuid", nullable: false),
                    on = table.Column<DateOnly>(type: "date", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_waiting_day", x => new { x.centre_id, x.entry_id, x.on });
                    table.ForeignKey(
                        name: "fk_waiting_day_waiting_entry_centre_id_entry_id",
                        columns: x => new { x.centre_id, x.entry_id },
                        principalTable: "waiting_entry",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "waiting_matter",
                columns: table => new
                {
                    centre_id = table.Column<Guid>(type: "uuid", nullable: false),
                    entry_id = table.Column<Guid>(type: "uuid", nullable: false),
                    item_id = table.Column<Guid>(type: "uuid", nullable: false),
                    seq = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_waiting_matter", x => new { x.centre_id, x.entry_id, x.item_id });
                    table.ForeignKey(
                        name: "fk_waiting_matter_item_centre_id_item_id",
                        columns: x => new { x.centre_id, x.item_id },
                        principalTable: "item",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_waiting_matter_waiting_entry_centre_id_entry_id",
                        columns: x => new { x.centre_id, x.entry_id },
                        principalTable: "waiting_entry",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "opening_rule",
                columns: table => new
                {
                    centre_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    site_id = table.Column<Guid>(type: "uuid", nullable: false),
                    zone_id = table.Column<Guid>(type: "uuid", nullable: true),
                    day_kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    opens = table.Column<TimeOnly>(type: "time without time zone", nullable: false),
                    closes = table.Column<TimeOnly>(type: "time without time zone", nullable: false),
                    starts_on = table.Column<DateOnly>(type: "date", nullable: false),
                    ends_on = table.Column<DateOnly>(type: "date", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_opening_rule", x => new { x.centre_id, x.id });
                    table.ForeignKey(
                        name: "fk_opening_rule_site_centre_id_site_id",
                        columns: x => new { x.centre_id, x.site_id },
                        principalTable: "site",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_opening_rule_zone_centre_id_zone_id",
                        columns: x => new { x.centre_id, x.zone_id },
                        principalTable: "zone",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "window",
                columns: table => new
                {
                    centre_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    site_id = table.Column<Guid>(type: "uuid", nullable: false),
                    zone_id = table.Column<Guid>(type: "uuid", nullable: false),
                    department_id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "text", nullable: false),
                    label = table.Column<string>(type: "text", nullable: false),
                    name_zh = table.Column<string>(type: "text", nullable: false),
                    name_en = table.Column<string>(type: "text", nullable: false),
                    weekend_service = table.Column<bool>(type: "boolean", nullable: false),
                    profile_id = table.Column<Guid>(type: "uuid", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_window", x => new { x.centre_id, x.id });
                    table.ForeignKey(
                        name: "fk_window_calling_profile_centre_id_profile_id",
                        columns: x => new { x.centre_id, x.profile_id },
                        principalTable: "calling_profile",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_window_department_centre_id_department_id",
                        columns: x => new { x.centre_id, x.department_id },
                        principalTable: "department",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_window_site_centre_id_site_id",
                        columns: x => new { x.centre_id, x.site_id },
                        principalTable: "site",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_window_zone_centre_id_zone_id",
                        columns: x => new { x.centre_id, x.zone_id },
                        principalTable: "zone",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "zone_correction",
                columns: table => new
                {
                    centre_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    zone_id = table.Column<Guid>(type: "uuid", nullable: false),
                    from = table.Column<int>(type: "integer", nullable: false),
                    to = table.Column<int>(type: "integer", nullable: false),
                    reason = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    corrected_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    by = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_zone_correction", x => new { x.centre_id, x.id });
                    table.ForeignKey(
                        name: "fk_zone_correction_zone_centre_id_zone_id",
                        columns: x => new { x.centre_id, x.zone_id },
                        principalTable: "zone",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "bundle",
                columns: table => new
                {
                    centre_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    status = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    template_id = table.Column<Guid>(type: "uuid", nullable: false),
                    template_version_id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    site_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<string>(type: "text", nullable: true),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    applicant_name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    phone_cipher = table.Column<string>(type: "text", nullable: true),
                    phone_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    id_cipher = table.Column<string>(type: "text", nullable: true),
                    id_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    delivery = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    address_cipher = table.Column<string>(type: "text", nullable: true),
                    touched_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    submitted_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    ended_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    promised_to_follow_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    delivered_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_bundle", x => new { x.centre_id, x.id });
                    table.ForeignKey(
                        name: "fk_bundle_site_centre_id_site_id",
                        columns: x => new { x.centre_id, x.site_id },
                        principalTable: "site",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_bundle_template_centre_id_template_id",
                        columns: x => new { x.centre_id, x.template_id },
                        principalTable: "template",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_bundle_template_version_centre_id_template_version_id",
                        columns: x => new { x.centre_id, x.template_version_id },
                        principalTable: "template_version",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "admission",
                columns: table => new
                {
                    centre_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    site_id = table.Column<Guid>(type: "uuid", nullable: false),
                    zone_id = table.Column<Guid>(type: "uuid", nullable: true),
                    on = table.Column<DateOnly>(type: "date", nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    outcome = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    reason = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    way = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    people = table.Column<int>(type: "integer", nullable: false),
                    visit_id = table.Column<Guid>(type: "uuid", nullable: true),
                    appointment_id = table.Column<Guid>(type: "uuid", nullable: true),
                    undone_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    left_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_admission", x => new { x.centre_id, x.id });
                    table.ForeignKey(
                        name: "fk_admission_appointment_centre_id_appointment_id",
                        columns: x => new { x.centre_id, x.appointment_id },
                        principalTable: "appointment",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_admission_site_centre_id_site_id",
                        columns: x => new { x.centre_id, x.site_id },
                        principalTable: "site",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_admission_visit_centre_id_visit_id",
                        columns: x => new { x.centre_id, x.visit_id },
                        principalTable: "visit",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_admission_zone_centre_id_zone_id",
                        columns: x => new { x.centre_id, x.zone_id },
                        principalTable: "zone",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "bank",
                columns: table => new
                {
                    centre_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    department_id = table.Column<Guid>(type: "uuid", nullable: false),
                    window_id = table.Column<Guid>(type: "uuid", nullable: true),
                    name_zh = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    name_en = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_bank", x => new { x.centre_id, x.id });
                    table.ForeignKey(
                        name: "fk_bank_department_centre_id_department_id",
                        columns: x => new { x.centre_id, x.department_id },
                        principalTable: "department",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_bank_window_centre_id_window_id",
                        columns: x => new { x.centre_id, x.window_id },
                        principalTable: "window",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "calling_turns",
                columns: table => new
                {
                    centre_id = table.Column<Guid>(type: "uuid", nullable: false),
                    window_id = table.Column<Guid>(type: "uuid", nullable: false),
                    on = table.Column<DateOnly>(type: "date", nullable: false),
                    longest_had = table.Column<bool>(type: "boolean", nullable: false),
                    first = table.Column<int>(type: "integer", nullable: false),
                    second = table.Column<int>(type: "integer", nullable: false),
                    call_seq = table.Column<int>(type: "integer", nullable: false),
                    longest_had_before = table.Column<bool>(type: "boolean", nullable: false),
                    first_before = table.Column<int>(type: "integer", nullable: false),
                    second_before = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_calling_turns", x => new { x.centre_id, x.window_id, x.on });
                    table.ForeignKey(
                        name: "fk_calling_turns_window_centre_id_window_id",
                        columns: x => new { x.centre_id, x.window_id },
                        principalTable: "window",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "device",
                columns: table => new
                {
                    centre_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    name = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    site_id = table.Column<Guid>(type: "uuid", nullable: false),
                    zone_id = table.Column<Guid>(type: "uuid", nullable: true),
                    window_id = table.Column<Guid>(type: "uuid", nullable: true),
                    key_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    former_key_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    key_since_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    renew_asked_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    paired_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    last_seen_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    revoked_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    is_demo = table.Column<bool>(type: "boolean", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_device", x => new { x.centre_id, x.id });
                    table.ForeignKey(
                        name: "fk_device_site_centre_id_site_id",
                        columns: x => new { x.centre_id, x.site_id },
                        principalTable: "site",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_device_window_centre_id_window_id",
                        columns: x => new { x.centre_id, x.window_id },
                        principalTable: "window",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_device_zone_centre_id_zone_id",
                        columns: x => new { x.centre_id, x.zone_id },
                        principalTable: "zone",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "leg",
                columns: table => new
                {
                    centre_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    visit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    site_id = table.Column<Guid>(type: "uuid", nullable: false),
                    on = table.Column<DateOnly>(type: "date", nullable: false),
                    seq = table.Column<int>(type: "integer", nullable: false),
                    group_id = table.Column<Guid>(type: "uuid", nullable: false),
                    item_id = table.Column<Guid>(type: "uuid", nullable: true),
                    person_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    status = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    waiting_since_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    window_id = table.Column<Guid>(type: "uuid", nullable: true),
                    for_window_id = table.Column<Guid>(type: "uuid", nullable: true),
                    staff_id = table.Column<Guid>(type: "uuid", nullable: true),
                    calls = table.Column<int>(type: "integer", nullable: false),
                    call_seq = table.Column<int>(type: "integer", nullable: true),
                    called_for = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    called_from = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    called_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    served_from_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    parked_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    missed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    returned_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    missed_returns = table.Column<int>(type: "integer", nullable: false),
                    transferred_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    note = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    ended_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_leg", x => new { x.centre_id, x.id });
                    table.ForeignKey(
                        name: "fk_leg_item_centre_id_item_id",
                        columns: x => new { x.centre_id, x.item_id },
                        principalTable: "item",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_leg_matter_group_centre_id_group_id",
                        columns: x => new { x.centre_id, x.group_id },
                        principalTable: "matter_group",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_leg_site_centre_id_site_id",
                        columns: x => new { x.centre_id, x.site_id },
                        principalTable: "site",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_leg_visit_centre_id_visit_id",
                        columns: x => new { x.centre_id, x.visit_id },
                        principalTable: "visit",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_leg_window_centre_id_for_window_id",
                        columns: x => new { x.centre_id, x.for_window_id },
                        principalTable: "window",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_leg_window_centre_id_window_id",
                        columns: x => new { x.centre_id, x.window_id },
                        principalTable: "window",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "post",
                columns: table => new
                {
                    centre_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    role = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    department_id = table.Column<Guid>(type: "uuid", nullable: true),
                    site_id = table.Column<Guid>(type: "uuid", nullable: true),
                    window_id = table.Column<Guid>(type: "uuid", nullable: true),
                    ended_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_post", x => new { x.centre_id, x.id });
                    table.ForeignKey(
                        name: "fk_post_department_centre_id_department_id",
                        columns: x => new { x.centre_id, x.department_id },
                        principalTable: "department",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_post_site_centre_id_site_id",
                        columns: x => new { x.centre_id, x.site_id },
                        principalTable: "site",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_post_window_centre_id_window_id",
                        columns: x => new { x.centre_id, x.window_id },
                        principalTable: "window",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "window_group",
                columns: table => new
                {
                    centre_id = table.Column<Guid>(type: "uuid", nullable: false),
                    window_id = table.Column<Guid>(type: "uuid", nullable: false),
                    group_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_window_group", x => new { x.centre_id, x.window_id, x.group_id });
                    table.ForeignKey(
                        name: "fk_window_group_matter_group_centre_id_group_id",
                        columns: x => new { x.centre_id, x.group_id },
                        principalTable: "matter_group",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_window_group_window_centre_id_window_id",
                        columns: x => new { x.centre_id, x.window_id },
                        principalTable: "window",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "window_session",
                columns: table => new
                {
                    centre_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    window_id = table.Column<Guid>(type: "uuid", nullable: false),
                    site_id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    opened_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    paused_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    help_wanted_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    armed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    closed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_window_session", x => new { x.centre_id, x.id });
                    table.ForeignKey(
                        name: "fk_window_session_site_centre_id_site_id",
                        columns: x => new { x.centre_id, x.site_id },
                        principalTable: "site",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_window_session_window_centre_id_window_id",
                        columns: x => new { x.centre_id, x.window_id },
                        principalTable: "window",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "amendment",
                columns: table => new
                {
                    centre_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    bundle_id = table.Column<Guid>(type: "uuid", nullable: false),
                    field = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    revision = table.Column<int>(type: "integer", nullable: false),
                    from_cipher = table.Column<string>(type: "text", nullable: true),
                    to_cipher = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_amendment", x => new { x.centre_id, x.id });
                    table.ForeignKey(
                        name: "fk_amendment_bundle_centre_id_bundle_id",
                        columns: x => new { x.centre_id, x.bundle_id },
                        principalTable: "bundle",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "bundle_answer",
                columns: table => new
                {
                    centre_id = table.Column<Guid>(type: "uuid", nullable: false),
                    bundle_id = table.Column<Guid>(type: "uuid", nullable: false),
                    field = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    cipher = table.Column<string>(type: "text", nullable: false),
                    step_no = table.Column<int>(type: "integer", nullable: true),
                    revision = table.Column<int>(type: "integer", nullable: false),
                    set_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_bundle_answer", x => new { x.centre_id, x.bundle_id, x.field });
                    table.ForeignKey(
                        name: "fk_bundle_answer_bundle_centre_id_bundle_id",
                        columns: x => new { x.centre_id, x.bundle_id },
                        principalTable: "bundle",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "field_fault",
                columns: table => new
                {
                    centre_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    bundle_id = table.Column<Guid>(type: "uuid", nullable: false),
                    step_no = table.Column<int>(type: "integer", nullable: false),
                    field = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    reason = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    mended_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_field_fault", x => new { x.centre_id, x.id });
                    table.ForeignKey(
                        name: "fk_field_fault_bundle_centre_id_bundle_id",
                        columns: x => new { x.centre_id, x.bundle_id },
                        principalTable: "bundle",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "meeting",
                columns: table => new
                {
                    centre_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    bundle_id = table.Column<Guid>(type: "uuid", nullable: false),
                    step_no = table.Column<int>(type: "integer", nullable: false),
                    starts_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    by_body = table.Column<bool>(type: "boolean", nullable: false),
                    agreed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_meeting", x => new { x.centre_id, x.id });
                    table.ForeignKey(
                        name: "fk_meeting_bundle_centre_id_bundle_id",
                        columns: x => new { x.centre_id, x.bundle_id },
                        principalTable: "bundle",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "parcel",
                columns: table => new
                {
                    centre_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    bundle_id = table.Column<Guid>(type: "uuid", nullable: false),
                    department_id = table.Column<Guid>(type: "uuid", nullable: false),
                    collected_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    tracking = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    mailed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    arrived_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_parcel", x => new { x.centre_id, x.id });
                    table.ForeignKey(
                        name: "fk_parcel_bundle_centre_id_bundle_id",
                        columns: x => new { x.centre_id, x.bundle_id },
                        principalTable: "bundle",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_parcel_department_centre_id_department_id",
                        columns: x => new { x.centre_id, x.department_id },
                        principalTable: "department",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "bank_product",
                columns: table => new
                {
                    centre_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    bank_id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    name_zh = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    name_en = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_bank_product", x => new { x.centre_id, x.id });
                    table.ForeignKey(
                        name: "fk_bank_product_bank_centre_id_bank_id",
                        columns: x => new { x.centre_id, x.bank_id },
                        principalTable: "bank",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "credit_offer",
                columns: table => new
                {
                    centre_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    bank_id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    name_zh = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    name_en = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    for_zh = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    for_en = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    rate_discount_bp = table.Column<int>(type: "integer", nullable: false),
                    max_amount_fen = table.Column<long>(type: "bigint", nullable: false),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: true),
                    valid_through = table.Column<DateOnly>(type: "date", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_credit_offer", x => new { x.centre_id, x.id });
                    table.ForeignKey(
                        name: "fk_credit_offer_bank_centre_id_bank_id",
                        columns: x => new { x.centre_id, x.bank_id },
                        principalTable: "bank",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "waived_fee",
                columns: table => new
                {
                    centre_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    bank_id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    name_zh = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    name_en = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    amount_fen = table.Column<long>(type: "bigint", nullable: false),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: true),
                    valid_through = table.Column<DateOnly>(type: "date", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_waived_fee", x => new { x.centre_id, x.id });
                    table.CheckConstraint("ck_waived_fee_amount", "amount_fen > 0");
                    table.ForeignKey(
                        name: "fk_waived_fee_bank_centre_id_bank_id",
                        columns: x => new { x.centre_id, x.bank_id },
                        principalTable: "bank",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "cases",
                columns: table => new
                {
                    centre_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    query_code = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    status = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    item_id = table.Column<Guid>(type: "uuid", nullable: false),
                    item_version_id = table.Column<Guid>(type: "uuid", nullable: false),
                    department_id = table.Column<Guid>(type: "uuid", nullable: false),
                    site_id = table.Column<Guid>(type: "uuid", nullable: false),
                    leg_id = table.Column<Guid>(type: "uuid", nullable: true),
                    channel = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    bundle_id = table.Column<Guid>(type: "uuid", nullable: true),
                    answers_json = table.Column<string>(type: "text", nullable: false),
                    applicant_name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    uscc = table.Column<string>(type: "character varying(18)", maxLength: 18, nullable: true),
                    handler_name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    phone_cipher = table.Column<string>(type: "character varying(1024)", maxLength: 1024, nullable: true),
                    phone_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    id_cipher = table.Column<string>(type: "character varying(1024)", maxLength: 1024, nullable: true),
                    id_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    account_id = table.Column<Guid>(type: "uuid", nullable: true),
                    delivery = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    address_cipher = table.Column<string>(type: "character varying(1024)", maxLength: 1024, nullable: true),
                    received_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    received_on = table.Column<DateOnly>(type: "date", nullable: false),
                    accepted_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    accepted_on = table.Column<DateOnly>(type: "date", nullable: true),
                    is_deemed = table.Column<bool>(type: "boolean", nullable: false),
                    promised_days = table.Column<int>(type: "integer", nullable: true),
                    statutory_days = table.Column<int>(type: "integer", nullable: true),
                    statutory_unit = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    is_joint = table.Column<bool>(type: "boolean", nullable: false),
                    promised_due_on = table.Column<DateOnly>(type: "date", nullable: true),
                    statutory_due_on = table.Column<DateOnly>(type: "date", nullable: true),
                    promise_missed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    statutory_missed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    delivery_due_on = table.Column<DateOnly>(type: "date", nullable: true),
                    delivery_met_on = table.Column<DateOnly>(type: "date", nullable: true),
                    extension_limit = table.Column<int>(type: "integer", nullable: false),
                    extended_by = table.Column<int>(type: "integer", nullable: true),
                    extension_asked = table.Column<int>(type: "integer", nullable: true),
                    extension_approval = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    owed_until_on = table.Column<DateOnly>(type: "date", nullable: true),
                    promised_to_follow_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    owed_told_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    handed_in_on = table.Column<DateOnly>(type: "date", nullable: false),
                    notice_due_on = table.Column<DateOnly>(type: "date", nullable: true),
                    notified_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    notices = table.Column<int>(type: "integer", nullable: false),
                    extra_notices = table.Column<int>(type: "integer", nullable: false),
                    not_accepted_reason = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    ended_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    file_count = table.Column<int>(type: "integer", nullable: false),
                    decided_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    decided_on = table.Column<DateOnly>(type: "date", nullable: true),
                    outcome = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    closed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    delivered_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cases", x => new { x.centre_id, x.id });
                    table.ForeignKey(
                        name: "fk_cases_department_centre_id_department_id",
                        columns: x => new { x.centre_id, x.department_id },
                        principalTable: "department",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_cases_item_centre_id_item_id",
                        columns: x => new { x.centre_id, x.item_id },
                        principalTable: "item",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_cases_item_version_centre_id_item_version_id",
                        columns: x => new { x.centre_id, x.item_version_id },
                        principalTable: "item_version",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_cases_leg_centre_id_leg_id",
                        columns: x => new { x.centre_id, x.leg_id },
                        principalTable: "leg",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_cases_site_centre_id_site_id",
                        columns: x => new { x.centre_id, x.site_id },
                        principalTable: "site",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "amendment_note",
                columns: table => new
                {
                    centre_id = table.Column<Guid>(type: "uuid", nullable: false),
                    amendment_id = table.Column<Guid>(type: "uuid", nullable: false),
                    step_no = table.Column<int>(type: "integer", nullable: false),
                    seen_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    seen_by = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_amendment_note", x => new { x.centre_id, x.amendment_id, x.step_no });
                    table.ForeignKey(
                        name: "fk_amendment_note_amendment_centre_id_amendment_id",
                        columns: x => new { x.centre_id, x.amendment_id },
                        principalTable: "amendment",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "loan_lead",
                columns: table => new
                {
                    centre_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    enterprise_id = table.Column<Guid>(type: "uuid", nullable: false),
                    bank_id = table.Column<Guid>(type: "uuid", nullable: false),
                    offer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    field_list = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    phone_cipher = table.Column<string>(type: "character varying(1024)", maxLength: 1024, nullable: true),
                    phone_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    consented_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    withdrawn_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    contacted_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    contacted_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_loan_lead", x => new { x.centre_id, x.id });
                    table.ForeignKey(
                        name: "fk_loan_lead_bank_centre_id_bank_id",
                        columns: x => new { x.centre_id, x.bank_id },
                        principalTable: "bank",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_loan_lead_credit_offer_centre_id_offer_id",
                        columns: x => new { x.centre_id, x.offer_id },
                        principalTable: "credit_offer",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_loan_lead_enterprise_centre_id_enterprise_id",
                        columns: x => new { x.centre_id, x.enterprise_id },
                        principalTable: "enterprise",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "bank_waiver",
                columns: table => new
                {
                    centre_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    enterprise_id = table.Column<Guid>(type: "uuid", nullable: false),
                    bank_id = table.Column<Guid>(type: "uuid", nullable: false),
                    fee_id = table.Column<Guid>(type: "uuid", nullable: false),
                    amount_fen = table.Column<long>(type: "bigint", nullable: false),
                    waived_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    waived_on = table.Column<DateOnly>(type: "date", nullable: false),
                    recorded_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    staff_code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    source_id = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    case_id = table.Column<Guid>(type: "uuid", nullable: true),
                    reversed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    reversed_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    reversal_reason = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_bank_waiver", x => new { x.centre_id, x.id });
                    table.CheckConstraint("ck_bank_waiver_amount", "amount_fen > 0");
                    table.ForeignKey(
                        name: "fk_bank_waiver_bank_centre_id_bank_id",
                        columns: x => new { x.centre_id, x.bank_id },
                        principalTable: "bank",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_bank_waiver_cases_centre_id_case_id",
                        columns: x => new { x.centre_id, x.case_id },
                        principalTable: "cases",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_bank_waiver_enterprise_centre_id_enterprise_id",
                        columns: x => new { x.centre_id, x.enterprise_id },
                        principalTable: "enterprise",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_bank_waiver_waived_fee_centre_id_fee_id",
                        columns: x => new { x.centre_id, x.fee_id },
                        principalTable: "waived_fee",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "benefit_grant",
                columns: table => new
                {
                    centre_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    enterprise_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind_id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: true),
                    granted_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    granted_on = table.Column<DateOnly>(type: "date", nullable: false),
                    granted_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    staff_code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    delivery = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    quantity = table.Column<long>(type: "bigint", nullable: false),
                    cost_fen = table.Column<long>(type: "bigint", nullable: false),
                    only_for_id = table.Column<Guid>(type: "uuid", nullable: true),
                    reversed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    reversed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    reversed_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    reversal_reason = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_benefit_grant", x => new { x.centre_id, x.id });
                    table.CheckConstraint("ck_benefit_grant_positive", "quantity > 0 and cost_fen > 0");
                    table.ForeignKey(
                        name: "fk_benefit_grant_benefit_kind_centre_id_kind_id",
                        columns: x => new { x.centre_id, x.kind_id },
                        principalTable: "benefit_kind",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_benefit_grant_cases_centre_id_case_id",
                        columns: x => new { x.centre_id, x.case_id },
                        principalTable: "cases",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_benefit_grant_enterprise_centre_id_enterprise_id",
                        columns: x => new { x.centre_id, x.enterprise_id },
                        principalTable: "enterprise",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "bundle_file",
                columns: table => new
                {
                    centre_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    bundle_id = table.Column<Guid>(type: "uuid", nullable: false),
                    material_key = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    size = table.Column<long>(type: "bigint", nullable: false),
                    type = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    uploaded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    from_case_id = table.Column<Guid>(type: "uuid", nullable: true),
                    first_uploaded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_bundle_file", x => new { x.centre_id, x.id });
                    table.ForeignKey(
                        name: "fk_bundle_file_bundle_centre_id_bundle_id",
                        columns: x => new { x.centre_id, x.bundle_id },
                        principalTable: "bundle",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_bundle_file_cases_centre_id_from_case_id",
                        columns: x => new { x.centre_id, x.from_case_id },
                        principalTable: "cases",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "bundle_step",
                columns: table => new
                {
                    centre_id = table.Column<Guid>(type: "uuid", nullable: false),
                    bundle_id = table.Column<Guid>(type: "uuid", nullable: false),
                    no = table.Column<int>(type: "integer", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: true),
                    begun_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_bundle_step", x => new { x.centre_id, x.bundle_id, x.no });
                    table.ForeignKey(
                        name: "fk_bundle_step_bundle_centre_id_bundle_id",
                        columns: x => new { x.centre_id, x.bundle_id },
                        principalTable: "bundle",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_bundle_step_cases_centre_id_case_id",
                        columns: x => new { x.centre_id, x.case_id },
                        principalTable: "cases",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "case_alert",
                columns: table => new
                {
                    centre_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    department_id = table.Column<Guid>(type: "uuid", nullable: false),
                    clock = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    round = table.Column<int>(type: "integer", nullable: false),
                    colour = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    due_on = table.Column<DateOnly>(type: "date", nullable: true),
                    raised_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    seen_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    seen_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_case_alert", x => new { x.centre_id, x.id });
                    table.ForeignKey(
                        name: "fk_case_alert_cases_centre_id_case_id",
                        columns: x => new { x.centre_id, x.case_id },
                        principalTable: "cases",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "case_document",
                columns: table => new
                {
                    centre_id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    paper = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    number = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    issued_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    issued_on = table.Column<DateOnly>(type: "date", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_case_document", x => new { x.centre_id, x.case_id, x.paper });
                    table.ForeignKey(
                        name: "fk_case_document_cases_centre_id_case_id",
                        columns: x => new { x.centre_id, x.case_id },
                        principalTable: "cases",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "case_field",
                columns: table => new
                {
                    centre_id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    field = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    state = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    notice_number = table.Column<int>(type: "integer", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_case_field", x => new { x.centre_id, x.case_id, x.field });
                    table.ForeignKey(
                        name: "fk_case_field_cases_centre_id_case_id",
                        columns: x => new { x.centre_id, x.case_id },
                        principalTable: "cases",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "case_file",
                columns: table => new
                {
                    centre_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    material_key = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    size = table.Column<long>(type: "bigint", nullable: false),
                    type = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    uploaded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    by = table.Column<string>(type: "text", nullable: false),
                    from_case_id = table.Column<Guid>(type: "uuid", nullable: true),
                    first_uploaded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_case_file", x => new { x.centre_id, x.id });
                    table.ForeignKey(
                        name: "fk_case_file_cases_centre_id_case_id",
                        columns: x => new { x.centre_id, x.case_id },
                        principalTable: "cases",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_case_file_cases_centre_id_from_case_id",
                        columns: x => new { x.centre_id, x.from_case_id },
                        principalTable: "cases",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "case_material",
                columns: table => new
                {
                    centre_id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    key = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    required = table.Column<bool>(type: "boolean", nullable: false),
                    deferrable = table.Column<bool>(type: "boolean", nullable: false),
                    state = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    notice_number = table.Column<int>(type: "integer", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_case_material", x => new { x.centre_id, x.case_id, x.key });
                    table.ForeignKey(
                        name: "fk_case_material_cases_centre_id_case_id",
                        columns: x => new { x.centre_id, x.case_id },
                        principalTable: "cases",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "case_notice",
                columns: table => new
                {
                    centre_id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    by = table.Column<string>(type: "text", nullable: false),
                    override_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_case_notice", x => new { x.centre_id, x.case_id, x.number });
                    table.ForeignKey(
                        name: "fk_case_notice_cases_centre_id_case_id",
                        columns: x => new { x.centre_id, x.case_id },
                        principalTable: "cases",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "case_party",
                columns: table => new
                {
                    centre_id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    id_cipher = table.Column<string>(type: "character varying(1024)", maxLength: 1024, nullable: false),
                    id_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    phone_cipher = table.Column<string>(type: "character varying(1024)", maxLength: 1024, nullable: true),
                    phone_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    may_hand_in = table.Column<bool>(type: "boolean", nullable: false),
                    may_withdraw = table.Column<bool>(type: "boolean", nullable: false),
                    may_collect = table.Column<bool>(type: "boolean", nullable: false),
                    valid_from_on = table.Column<DateOnly>(type: "date", nullable: true),
                    valid_until_on = table.Column<DateOnly>(type: "date", nullable: true),
                    added_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_case_party", x => new { x.centre_id, x.case_id, x.number });
                    table.ForeignKey(
                        name: "fk_case_party_cases_centre_id_case_id",
                        columns: x => new { x.centre_id, x.case_id },
                        principalTable: "cases",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "case_pause",
                columns: table => new
                {
                    centre_id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    expected_until = table.Column<DateOnly>(type: "date", nullable: false),
                    until = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_case_pause", x => new { x.centre_id, x.case_id, x.number });
                    table.ForeignKey(
                        name: "fk_case_pause_cases_centre_id_case_id",
                        columns: x => new { x.centre_id, x.case_id },
                        principalTable: "cases",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "case_remark",
                columns: table => new
                {
                    centre_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    step_number = table.Column<int>(type: "integer", nullable: true),
                    text = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    by = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_case_remark", x => new { x.centre_id, x.id });
                    table.ForeignKey(
                        name: "fk_case_remark_cases_centre_id_case_id",
                        columns: x => new { x.centre_id, x.case_id },
                        principalTable: "cases",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "case_result",
                columns: table => new
                {
                    centre_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name_zh = table.Column<string>(type: "text", nullable: false),
                    name_en = table.Column<string>(type: "text", nullable: false),
                    number = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    valid_until_on = table.Column<DateOnly>(type: "date", nullable: true),
                    file_id = table.Column<Guid>(type: "uuid", nullable: true),
                    issued_on = table.Column<DateOnly>(type: "date", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_case_result", x => new { x.centre_id, x.id });
                    table.ForeignKey(
                        name: "fk_case_result_cases_centre_id_case_id",
                        columns: x => new { x.centre_id, x.case_id },
                        principalTable: "cases",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "case_step",
                columns: table => new
                {
                    centre_id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    name_zh = table.Column<string>(type: "text", nullable: false),
                    name_en = table.Column<string>(type: "text", nullable: false),
                    state = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    claimed_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    claimed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    ended_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_case_step", x => new { x.centre_id, x.case_id, x.number });
                    table.ForeignKey(
                        name: "fk_case_step_cases_centre_id_case_id",
                        columns: x => new { x.centre_id, x.case_id },
                        principalTable: "cases",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "licence",
                columns: table => new
                {
                    centre_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    identifier = table.Column<string>(type: "character varying(124)", maxLength: 124, nullable: false),
                    edition = table.Column<int>(type: "integer", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    result_id = table.Column<Guid>(type: "uuid", nullable: false),
                    department_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name_zh = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    name_en = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    number = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    holder_name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    holder_code_type = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    holder_code = table.Column<string>(type: "character varying(18)", maxLength: 18, nullable: true),
                    holder_id_cipher = table.Column<string>(type: "character varying(1024)", maxLength: 1024, nullable: true),
                    holder_id_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    issuer_zh = table.Column<string>(type: "text", nullable: false),
                    issuer_en = table.Column<string>(type: "text", nullable: false),
                    issued_on = table.Column<DateOnly>(type: "date", nullable: false),
                    valid_from_on = table.Column<DateOnly>(type: "date", nullable: false),
                    valid_until_on = table.Column<DateOnly>(type: "date", nullable: true),
                    status = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    ended_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    end_reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    replaces_id = table.Column<Guid>(type: "uuid", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_licence", x => new { x.centre_id, x.id });
                    table.ForeignKey(
                        name: "fk_licence_cases_centre_id_case_id",
                        columns: x => new { x.centre_id, x.case_id },
                        principalTable: "cases",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_licence_department_centre_id_department_id",
                        columns: x => new { x.centre_id, x.department_id },
                        principalTable: "department",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "service",
                columns: table => new
                {
                    centre_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    leg_id = table.Column<Guid>(type: "uuid", nullable: true),
                    bundle_id = table.Column<Guid>(type: "uuid", nullable: true),
                    device_id = table.Column<Guid>(type: "uuid", nullable: true),
                    phone_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    phone_cipher = table.Column<string>(type: "character varying(1024)", maxLength: 1024, nullable: true),
                    asked_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    case_id = table.Column<Guid>(type: "uuid", nullable: true),
                    site_id = table.Column<Guid>(type: "uuid", nullable: false),
                    window_id = table.Column<Guid>(type: "uuid", nullable: true),
                    staff_id = table.Column<Guid>(type: "uuid", nullable: true),
                    item_id = table.Column<Guid>(type: "uuid", nullable: true),
                    moment = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    source_id = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    case_number = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: true),
                    case_sequence = table.Column<int>(type: "integer", nullable: true),
                    case_stage = table.Column<int>(type: "integer", nullable: true),
                    applicant_kind = table.Column<int>(type: "integer", nullable: true),
                    staff_code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    device_code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    on = table.Column<DateOnly>(type: "date", nullable: false),
                    started_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    token = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_service", x => new { x.centre_id, x.id });
                    table.ForeignKey(
                        name: "fk_service_bundle_centre_id_bundle_id",
                        columns: x => new { x.centre_id, x.bundle_id },
                        principalTable: "bundle",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_service_cases_centre_id_case_id",
                        columns: x => new { x.centre_id, x.case_id },
                        principalTable: "cases",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_service_device_centre_id_device_id",
                        columns: x => new { x.centre_id, x.device_id },
                        principalTable: "device",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_service_item_centre_id_item_id",
                        columns: x => new { x.centre_id, x.item_id },
                        principalTable: "item",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_service_leg_centre_id_leg_id",
                        columns: x => new { x.centre_id, x.leg_id },
                        principalTable: "leg",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_service_site_centre_id_site_id",
                        columns: x => new { x.centre_id, x.site_id },
                        principalTable: "site",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_service_window_centre_id_window_id",
                        columns: x => new { x.centre_id, x.window_id },
                        principalTable: "window",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "signed_paper",
                columns: table => new
                {
                    centre_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    paper = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    origin = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    size = table.Column<long>(type: "bigint", nullable: false),
                    signed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    certificate = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    next_try_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    tries = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_signed_paper", x => new { x.centre_id, x.id });
                    table.ForeignKey(
                        name: "fk_signed_paper_cases_centre_id_case_id",
                        columns: x => new { x.centre_id, x.case_id },
                        principalTable: "cases",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "benefit_grant_line",
                columns: table => new
                {
                    centre_id = table.Column<Guid>(type: "uuid", nullable: false),
                    grant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    batch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    quantity = table.Column<long>(type: "bigint", nullable: false),
                    unit_price_fen = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_benefit_grant_line", x => new { x.centre_id, x.grant_id, x.number });
                    table.ForeignKey(
                        name: "fk_benefit_grant_line_benefit_grant_centre_id_grant_id",
                        columns: x => new { x.centre_id, x.grant_id },
                        principalTable: "benefit_grant",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_benefit_grant_line_procurement_batch_centre_id_batch_id",
                        columns: x => new { x.centre_id, x.batch_id },
                        principalTable: "procurement_batch",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "case_notice_line",
                columns: table => new
                {
                    centre_id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    key = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    state = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    reason = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_case_notice_line", x => new { x.centre_id, x.case_id, x.number, x.key });
                    table.ForeignKey(
                        name: "fk_case_notice_line_case_notice_centre_id_case_id_number",
                        columns: x => new { x.centre_id, x.case_id, x.number },
                        principalTable: "case_notice",
                        principalColumns: new[] { "centre_id", "case_id", "number" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "paper_form",
                columns: table => new
                {
                    centre_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    service_id = table.Column<Guid>(type: "uuid", nullable: false),
                    rated_staff_id = table.Column<Guid>(type: "uuid", nullable: true),
                    status = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    level = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    tags = table.Column<string>(type: "text", nullable: false),
                    text = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    contact_cipher = table.Column<string>(type: "character varying(1024)", maxLength: 1024, nullable: true),
                    contact_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    may_call_back = table.Column<bool>(type: "boolean", nullable: false),
                    entered_by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    entered_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    checked_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    scan_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    scan_type = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_paper_form", x => new { x.centre_id, x.id });
                    table.ForeignKey(
                        name: "fk_paper_form_service_centre_id_service_id",
                        columns: x => new { x.centre_id, x.service_id },
                        principalTable: "service",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "rating",
                columns: table => new
                {
                    centre_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    service_id = table.Column<Guid>(type: "uuid", nullable: false),
                    source_id = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    is_named_there = table.Column<bool>(type: "boolean", nullable: false),
                    is_default = table.Column<bool>(type: "boolean", nullable: false),
                    tag_table = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    written_down_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    checked_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    number = table.Column<int>(type: "integer", nullable: false),
                    level = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    tags = table.Column<string>(type: "text", nullable: false),
                    text = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    channel = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    rated_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    served_on = table.Column<DateOnly>(type: "date", nullable: false),
                    site_id = table.Column<Guid>(type: "uuid", nullable: false),
                    window_id = table.Column<Guid>(type: "uuid", nullable: true),
                    staff_id = table.Column<Guid>(type: "uuid", nullable: true),
                    staff_code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    item_id = table.Column<Guid>(type: "uuid", nullable: true),
                    contact_cipher = table.Column<string>(type: "character varying(1024)", maxLength: 1024, nullable: true),
                    contact_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    may_call_back = table.Column<bool>(type: "boolean", nullable: false),
                    excluded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_rating", x => new { x.centre_id, x.id });
                    table.ForeignKey(
                        name: "fk_rating_service_centre_id_service_id",
                        columns: x => new { x.centre_id, x.service_id },
                        principalTable: "service",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "voice",
                columns: table => new
                {
                    centre_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    status = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    number = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    code_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    channel = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    source_id = table.Column<Guid>(type: "uuid", nullable: true),
                    source_number = table.Column<int>(type: "integer", nullable: true),
                    title = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    text = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    item_id = table.Column<Guid>(type: "uuid", nullable: true),
                    about_service_id = table.Column<Guid>(type: "uuid", nullable: true),
                    about_staff_id = table.Column<Guid>(type: "uuid", nullable: true),
                    place = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    latitude = table.Column<double>(type: "double precision", nullable: true),
                    longitude = table.Column<double>(type: "double precision", nullable: true),
                    media_url = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    may_publish = table.Column<bool>(type: "boolean", nullable: false),
                    name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    phone_cipher = table.Column<string>(type: "character varying(1024)", maxLength: 1024, nullable: true),
                    phone_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    email_cipher = table.Column<string>(type: "character varying(1024)", maxLength: 1024, nullable: true),
                    email_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    account_id = table.Column<Guid>(type: "uuid", nullable: true),
                    received_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    received_on = table.Column<DateOnly>(type: "date", nullable: false),
                    closed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    round = table.Column<int>(type: "integer", nullable: false),
                    replied_on = table.Column<DateOnly>(type: "date", nullable: true),
                    is_replied_late = table.Column<bool>(type: "boolean", nullable: false),
                    reply_note = table.Column<int>(type: "integer", nullable: true),
                    replied_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    extension_asked_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    own_reopenings = table.Column<int>(type: "integer", nullable: false),
                    noted_reopenings = table.Column<int>(type: "integer", nullable: false),
                    reopened_by_note_on = table.Column<DateOnly>(type: "date", nullable: true),
                    prior_replied_on = table.Column<DateOnly>(type: "date", nullable: true),
                    prior_from_on = table.Column<DateOnly>(type: "date", nullable: true),
                    calls = table.Column<int>(type: "integer", nullable: false),
                    called_on = table.Column<DateOnly>(type: "date", nullable: true),
                    tried_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    judged = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    noted = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    own_word_on = table.Column<DateOnly>(type: "date", nullable: true),
                    contradicted_on = table.Column<DateOnly>(type: "date", nullable: true),
                    contradiction_checked_on = table.Column<DateOnly>(type: "date", nullable: true),
                    duplicate_of_id = table.Column<Guid>(type: "uuid", nullable: true),
                    urgings = table.Column<int>(type: "integer", nullable: false),
                    urged_on = table.Column<DateOnly>(type: "date", nullable: true),
                    public_state = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    public_question_note = table.Column<int>(type: "integer", nullable: true),
                    public_answer_note = table.Column<int>(type: "integer", nullable: true),
                    published_on = table.Column<DateOnly>(type: "date", nullable: true),
                    department_id = table.Column<Guid>(type: "uuid", nullable: true),
                    handler_id = table.Column<Guid>(type: "uuid", nullable: true),
                    transfers = table.Column<int>(type: "integer", nullable: false),
                    transfer_asked_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    transfer_to_id = table.Column<Guid>(type: "uuid", nullable: true),
                    reply_days = table.Column<int>(type: "integer", nullable: false),
                    extension_days = table.Column<int>(type: "integer", nullable: false),
                    call_back_days = table.Column<int>(type: "integer", nullable: false),
                    criticise_days = table.Column<int>(type: "integer", nullable: false),
                    tries = table.Column<int>(type: "integer", nullable: false),
                    try_minutes = table.Column<int>(type: "integer", nullable: false),
                    judge_days = table.Column<int>(type: "integer", nullable: false),
                    contradict_days = table.Column<int>(type: "integer", nullable: false),
                    free_transfers = table.Column<int>(type: "integer", nullable: false),
                    reply_from_on = table.Column<DateOnly>(type: "date", nullable: false),
                    extended_by = table.Column<int>(type: "integer", nullable: true),
                    reply_due_on = table.Column<DateOnly>(type: "date", nullable: true),
                    due_on = table.Column<DateOnly>(type: "date", nullable: true),
                    is_urgent = table.Column<bool>(type: "boolean", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_voice", x => new { x.centre_id, x.id });
                    table.ForeignKey(
                        name: "fk_voice_department_centre_id_department_id",
                        columns: x => new { x.centre_id, x.department_id },
                        principalTable: "department",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_voice_department_centre_id_transfer_to_id",
                        columns: x => new { x.centre_id, x.transfer_to_id },
                        principalTable: "department",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_voice_item_centre_id_item_id",
                        columns: x => new { x.centre_id, x.item_id },
                        principalTable: "item",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_voice_service_centre_id_about_service_id",
                        columns: x => new { x.centre_id, x.about_service_id },
                        principalTable: "service",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_voice_voice_centre_id_duplicate_of_id",
                        columns: x => new { x.centre_id, x.duplicate_of_id },
                        principalTable: "voice",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "fair_play_evidence",
                columns: table => new
                {
                    centre_id = table.Column<Guid>(type: "uuid", nullable: false),
                    alert_id = table.Column<Guid>(type: "uuid", nullable: false),
                    rating_id = table.Column<Guid>(type: "uuid", nullable: false),
                    seconds = table.Column<int>(type: "integer", nullable: true),
                    device_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_fair_play_evidence", x => new { x.centre_id, x.alert_id, x.rating_id });
                    table.ForeignKey(
                        name: "fk_fair_play_evidence_fair_play_alert_centre_id_alert_id",
                        columns: x => new { x.centre_id, x.alert_id },
                        principalTable: "fair_play_alert",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_fair_play_evidence_rating_centre_id_rating_id",
                        columns: x => new { x.centre_id, x.rating_id },
                        principalTable: "rating",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "province_rating",
                columns: table => new
                {
                    centre_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    client_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    project_no = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    read_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    rating_id = table.Column<Guid>(type: "uuid", nullable: true),
                    code = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    payload = table.Column<string>(type: "character varying(8000)", maxLength: 8000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_province_rating", x => new { x.centre_id, x.id });
                    table.ForeignKey(
                        name: "fk_province_rating_partner_client_centre_id_client_id",
                        columns: x => new { x.centre_id, x.client_id },
                        principalTable: "partner_client",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_province_rating_rating_centre_id_rating_id",
                        columns: x => new { x.centre_id, x.rating_id },
                        principalTable: "rating",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "rating_exclusion",
                columns: table => new
                {
                    centre_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    rating_id = table.Column<Guid>(type: "uuid", nullable: false),
                    alert_id = table.Column<Guid>(type: "uuid", nullable: false),
                    excluded_by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    excluded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    put_back_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    put_back_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    put_back_reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_rating_exclusion", x => new { x.centre_id, x.id });
                    table.ForeignKey(
                        name: "fk_rating_exclusion_fair_play_alert_centre_id_alert_id",
                        columns: x => new { x.centre_id, x.alert_id },
                        principalTable: "fair_play_alert",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_rating_exclusion_rating_centre_id_rating_id",
                        columns: x => new { x.centre_id, x.rating_id },
                        principalTable: "rating",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "rating_trace",
                columns: table => new
                {
                    centre_id = table.Column<Guid>(type: "uuid", nullable: false),
                    rating_id = table.Column<Guid>(type: "uuid", nullable: false),
                    device_id = table.Column<Guid>(type: "uuid", nullable: true),
                    network_mark = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: true),
                    browser_mark = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: true),
                    seconds = table.Column<int>(type: "integer", nullable: true),
                    given_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_rating_trace", x => new { x.centre_id, x.rating_id });
                    table.ForeignKey(
                        name: "fk_rating_trace_rating_centre_id_rating_id",
                        columns: x => new { x.centre_id, x.rating_id },
                        principalTable: "rating",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "rectification",
                columns: table => new
                {
                    centre_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    verify_days = table.Column<int>(type: "integer", nullable: false),
                    simple_days = table.Column<int>(type: "integer", nullable: false),
                    complex_days = table.Column<int>(type: "integer", nullable: false),
                    call_again_days = table.Column<int>(type: "integer", nullable: false),
                    review_days = table.Column<int>(type: "integer", nullable: false),
                    appeal_days = table.Column<int>(type: "integer", nullable: false),
                    tries = table.Column<int>(type: "integer", nullable: false),
                    try_gap_hours = table.Column<int>(type: "integer", nullable: false),
                    try_half_days = table.Column<int>(type: "integer", nullable: false),
                    contradict_days = table.Column<int>(type: "integer", nullable: false),
                    verify_due_on = table.Column<DateOnly>(type: "date", nullable: true),
                    mend_due_on = table.Column<DateOnly>(type: "date", nullable: true),
                    due_on = table.Column<DateOnly>(type: "date", nullable: true),
                    status = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    number = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    token = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    rating_id = table.Column<Guid>(type: "uuid", nullable: false),
                    service_id = table.Column<Guid>(type: "uuid", nullable: false),
                    level = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    tags = table.Column<string>(type: "text", nullable: false),
                    is_named = table.Column<bool>(type: "boolean", nullable: false),
                    site_id = table.Column<Guid>(type: "uuid", nullable: false),
                    window_id = table.Column<Guid>(type: "uuid", nullable: true),
                    item_id = table.Column<Guid>(type: "uuid", nullable: true),
                    department_id = table.Column<Guid>(type: "uuid", nullable: true),
                    rated_staff_id = table.Column<Guid>(type: "uuid", nullable: true),
                    handler_id = table.Column<Guid>(type: "uuid", nullable: true),
                    rated_on = table.Column<DateOnly>(type: "date", nullable: false),
                    served_on = table.Column<DateOnly>(type: "date", nullable: false),
                    closed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    verdict = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    verified_on = table.Column<DateOnly>(type: "date", nullable: true),
                    called_back_on = table.Column<DateOnly>(type: "date", nullable: true),
                    called_in_vain_on = table.Column<DateOnly>(type: "date", nullable: true),
                    number_seen_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    number_seen_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    called_again_on = table.Column<DateOnly>(type: "date", nullable: true),
                    round = table.Column<int>(type: "integer", nullable: false),
                    mend_from_on = table.Column<DateOnly>(type: "date", nullable: false),
                    is_complex = table.Column<bool>(type: "boolean", nullable: false),
                    mended_on = table.Column<DateOnly>(type: "date", nullable: true),
                    is_mended_late = table.Column<bool>(type: "boolean", nullable: false),
                    reply_note = table.Column<int>(type: "integer", nullable: true),
                    replied_on = table.Column<DateOnly>(type: "date", nullable: true),
                    mending_rated = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    noted = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    noted_on = table.Column<DateOnly>(type: "date", nullable: true),
                    own_word_on = table.Column<DateOnly>(type: "date", nullable: true),
                    public_state = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    public_note = table.Column<int>(type: "integer", nullable: true),
                    published_on = table.Column<DateOnly>(type: "date", nullable: true),
                    rated_told_on = table.Column<DateOnly>(type: "date", nullable: true),
                    appealed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    appeal_decided_on = table.Column<DateOnly>(type: "date", nullable: true),
                    reviewed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    excluded_on = table.Column<DateOnly>(type: "date", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_rectification", x => new { x.centre_id, x.id });
                    table.ForeignKey(
                        name: "fk_rectification_department_centre_id_department_id",
                        columns: x => new { x.centre_id, x.department_id },
                        principalTable: "department",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_rectification_item_centre_id_item_id",
                        columns: x => new { x.centre_id, x.item_id },
                        principalTable: "item",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_rectification_rating_centre_id_rating_id",
                        columns: x => new { x.centre_id, x.rating_id },
                        principalTable: "rating",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_rectification_service_centre_id_service_id",
                        columns: x => new { x.centre_id, x.service_id },
                        principalTable: "service",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_rectification_site_centre_id_site_id",
                        columns: x => new { x.centre_id, x.site_id },
                        principalTable: "site",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_rectification_window_centre_id_window_id",
                        columns: x => new { x.centre_id, x.window_id },
                        principalTable: "window",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "hotline_call",
                columns: table => new
                {
                    centre_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    taker_id = table.Column<Guid>(type: "uuid", nullable: false),
                    status = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    started_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    saved_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    phone_cipher = table.Column<string>(type: "character varying(1024)", maxLength: 1024, nullable: true),
                    phone_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    text = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    answer = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    item_id = table.Column<Guid>(type: "uuid", nullable: true),
                    department_id = table.Column<Guid>(type: "uuid", nullable: true),
                    may_publish = table.Column<bool>(type: "boolean", nullable: false),
                    voice_id = table.Column<Guid>(type: "uuid", nullable: true),
                    service_id = table.Column<Guid>(type: "uuid", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_hotline_call", x => new { x.centre_id, x.id });
                    table.ForeignKey(
                        name: "fk_hotline_call_department_centre_id_department_id",
                        columns: x => new { x.centre_id, x.department_id },
                        principalTable: "department",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_hotline_call_item_centre_id_item_id",
                        columns: x => new { x.centre_id, x.item_id },
                        principalTable: "item",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_hotline_call_service_centre_id_service_id",
                        columns: x => new { x.centre_id, x.service_id },
                        principalTable: "service",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_hotline_call_voice_centre_id_voice_id",
                        columns: x => new { x.centre_id, x.voice_id },
                        principalTable: "voice",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "taken_mail",
                columns: table => new
                {
                    centre_id = table.Column<Guid>(type: "uuid", nullable: false),
                    message_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    voice_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_taken_mail", x => new { x.centre_id, x.message_hash });
                    table.ForeignKey(
                        name: "fk_taken_mail_voice_centre_id_voice_id",
                        columns: x => new { x.centre_id, x.voice_id },
                        principalTable: "voice",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "voice_alert",
                columns: table => new
                {
                    centre_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    voice_id = table.Column<Guid>(type: "uuid", nullable: false),
                    duty = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    round = table.Column<int>(type: "integer", nullable: false),
                    threshold = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    due_on = table.Column<DateOnly>(type: "date", nullable: true),
                    raised_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    seen_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    seen_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_voice_alert", x => new { x.centre_id, x.id });
                    table.ForeignKey(
                        name: "fk_voice_alert_voice_centre_id_voice_id",
                        columns: x => new { x.centre_id, x.voice_id },
                        principalTable: "voice",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "voice_file",
                columns: table => new
                {
                    centre_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    voice_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    size = table.Column<long>(type: "bigint", nullable: false),
                    type = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    uploaded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    by = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_voice_file", x => new { x.centre_id, x.id });
                    table.ForeignKey(
                        name: "fk_voice_file_voice_centre_id_voice_id",
                        columns: x => new { x.centre_id, x.voice_id },
                        principalTable: "voice",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "voice_note",
                columns: table => new
                {
                    centre_id = table.Column<Guid>(type: "uuid", nullable: false),
                    voice_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    text = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    by = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_voice_note", x => new { x.centre_id, x.voice_id, x.number });
                    table.ForeignKey(
                        name: "fk_voice_note_voice_centre_id_voice_id",
                        columns: x => new { x.centre_id, x.voice_id },
                        principalTable: "voice",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "call_back",
                columns: table => new
                {
                    centre_id = table.Column<Guid>(type: "uuid", nullable: false),
                    rectification_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    round = table.Column<int>(type: "integer", nullable: false),
                    purpose = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    reached = table.Column<bool>(type: "boolean", nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    by = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_call_back", x => new { x.centre_id, x.rectification_id, x.number });
                    table.ForeignKey(
                        name: "fk_call_back_rectification_centre_id_rectification_id",
                        columns: x => new { x.centre_id, x.rectification_id },
                        principalTable: "rectification",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "rectification_alert",
                columns: table => new
                {
                    centre_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    rectification_id = table.Column<Guid>(type: "uuid", nullable: false),
                    duty = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    round = table.Column<int>(type: "integer", nullable: false),
                    colour = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    due_on = table.Column<DateOnly>(type: "date", nullable: true),
                    raised_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    seen_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    seen_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_rectification_alert", x => new { x.centre_id, x.id });
                    table.ForeignKey(
                        name: "fk_rectification_alert_rectification_centre_id_rectification_id",
                        columns: x => new { x.centre_id, x.rectification_id },
                        principalTable: "rectification",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "rectification_file",
                columns: table => new
                {
                    centre_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    rectification_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    size = table.Column<long>(type: "bigint", nullable: false),
                    type = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    uploaded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    by = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_rectification_file", x => new { x.centre_id, x.id });
                    table.ForeignKey(
                        name: "fk_rectification_file_rectification_centre_id_rectification_id",
                        columns: x => new { x.centre_id, x.rectification_id },
                        principalTable: "rectification",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "rectification_note",
                columns: table => new
                {
                    centre_id = table.Column<Guid>(type: "uuid", nullable: false),
                    rectification_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    text = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    by = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_rectification_note", x => new { x.centre_id, x.rectification_id, x.number });
                    table.ForeignKey(
                        name: "fk_rectification_note_rectification_centre_id_rectification_id",
                        columns: x => new { x.centre_id, x.rectification_id },
                        principalTable: "rectification",
                        principalColumns: new[] { "centre_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_admission_centre_id_appointment_id",
                table: "admission",
                columns: new[] { "centre_id", "appointment_id" });

            migrationBuilder.CreateIndex(
                name: "ix_admission_centre_id_site_id_at",
                table: "admission",
                columns: new[] { "centre_id", "site_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_admission_centre_id_visit_id",
                table: "admission",
                columns: new[] { "centre_id", "visit_id" },
                unique: true,
                filter: "visit_id is not null and outcome <> 'Refused' and undone_at is null and left_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_admission_centre_id_zone_id",
                table: "admission",
                columns: new[] { "centre_id", "zone_id" });

            migrationBuilder.CreateIndex(
                name: "ix_allowance_on",
                table: "allowance",
                column: "on");

            migrationBuilder.CreateIndex(
                name: "ix_amendment_centre_id_bundle_id",
                table: "amendment",
                columns: new[] { "centre_id", "bundle_id" });

            migrationBuilder.CreateIndex(
                name: "ix_appointment_centre_id_account_id",
                table: "appointment",
                columns: new[] { "centre_id", "account_id" },
                filter: "account_id is not null");

            migrationBuilder.CreateIndex(
                name: "ix_appointment_centre_id_code",
                table: "appointment",
                columns: new[] { "centre_id", "code" },
                unique: true,
                filter: "code is not null");

            migrationBuilder.CreateIndex(
                name: "ix_appointment_centre_id_device_hash_hold_until_at",
                table: "appointment",
                columns: new[] { "centre_id", "device_hash", "hold_until_at" },
                filter: "device_hash is not null");

            migrationBuilder.CreateIndex(
                name: "ix_appointment_centre_id_id_hash_on",
                table: "appointment",
                columns: new[] { "centre_id", "id_hash", "on" },
                filter: "id_hash is not null");

            migrationBuilder.CreateIndex(
                name: "ix_appointment_centre_id_phone_hash_on",
                table: "appointment",
                columns: new[] { "centre_id", "phone_hash", "on" },
                filter: "phone_hash is not null");

            migrationBuilder.CreateIndex(
                name: "ix_appointment_centre_id_site_id_on",
                table: "appointment",
                columns: new[] { "centre_id", "site_id", "on" });

            migrationBuilder.CreateIndex(
                name: "ix_appointment_centre_id_status_hold_until_at",
                table: "appointment",
                columns: new[] { "centre_id", "status", "hold_until_at" },
                filter: "status = 'Held'");

            migrationBuilder.CreateIndex(
                name: "ix_appointment_centre_id_status_starts_at",
                table: "appointment",
                columns: new[] { "centre_id", "status", "starts_at" },
                filter: "status = 'Booked'");

            migrationBuilder.CreateIndex(
                name: "ix_appointment_place_centre_id_slot_id",
                table: "appointment_place",
                columns: new[] { "centre_id", "slot_id" });

            migrationBuilder.CreateIndex(
                name: "ix_bank_centre_id_code",
                table: "bank",
                columns: new[] { "centre_id", "code" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_bank_centre_id_department_id",
                table: "bank",
                columns: new[] { "centre_id", "department_id" });

            migrationBuilder.CreateIndex(
                name: "ix_bank_product_centre_id_bank_id_code",
                table: "bank_product",
                columns: new[] { "centre_id", "bank_id", "code" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_bank_waiver_centre_id_bank_id_waived_on",
                table: "bank_waiver",
                columns: new[] { "centre_id", "bank_id", "waived_on" });

            migrationBuilder.CreateIndex(
                name: "ix_bank_waiver_centre_id_case_id",
                table: "bank_waiver",
                columns: new[] { "centre_id", "case_id" },
                filter: "case_id is not null");

            migrationBuilder.CreateIndex(
                name: "ix_bank_waiver_centre_id_enterprise_id_fee_id",
                table: "bank_waiver",
                columns: new[] { "centre_id", "enterprise_id", "fee_id" },
                unique: true,
                filter: "reversed_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_bank_waiver_centre_id_source_id",
                table: "bank_waiver",
                columns: new[] { "centre_id", "source_id" },
                unique: true,
                filter: "source_id is not null");

            migrationBuilder.CreateIndex(
                name: "ix_benefit_fund_centre_id_code",
                table: "benefit_fund",
                columns: new[] { "centre_id", "code" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_benefit_grant_centre_id_case_id",
                table: "benefit_grant",
                columns: new[] { "centre_id", "case_id" },
                filter: "case_id is not null");

            migrationBuilder.CreateIndex(
                name: "ix_benefit_grant_centre_id_enterprise_id",
                table: "benefit_grant",
                columns: new[] { "centre_id", "enterprise_id" });

            migrationBuilder.CreateIndex(
                name: "ix_benefit_grant_centre_id_kind_id_granted_on",
                table: "benefit_grant",
                columns: new[] { "centre_id", "kind_id", "granted_on" });

            migrationBuilder.CreateIndex(
                name: "ix_benefit_grant_centre_id_number",
                table: "benefit_grant",
                columns: new[] { "centre_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_benefit_grant_centre_id_only_for_id_kind_id",
                table: "benefit_grant",
                columns: new[] { "centre_id", "only_for_id", "kind_id" },
                unique: true,
                filter: "only_for_id is not null");

            migrationBuilder.CreateIndex(
                name: "ix_benefit_grant_centre_id_reversed_on",
                table: "benefit_grant",
                columns: new[] { "centre_id", "reversed_on" },
                filter: "reversed_on is not null");

            migrationBuilder.CreateIndex(
                name: "ix_benefit_grant_line_centre_id_batch_id",
                table: "benefit_grant_line",
                columns: new[] { "centre_id", "batch_id" });

            migrationBuilder.CreateIndex(
                name: "ix_benefit_kind_centre_id_code",
                table: "benefit_kind",
                columns: new[] { "centre_id", "code" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_benefit_month_centre_id_month",
                table: "benefit_month",
                columns: new[] { "centre_id", "month" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_box_opening_centre_id_opened_at",
                table: "box_opening",
                columns: new[] { "centre_id", "opened_at" });

            migrationBuilder.CreateIndex(
                name: "ix_box_opening_centre_id_site_id",
                table: "box_opening",
                columns: new[] { "centre_id", "site_id" });

            migrationBuilder.CreateIndex(
                name: "ix_bundle_centre_id_account_id_status",
                table: "bundle",
                columns: new[] { "centre_id", "account_id", "status" });

            migrationBuilder.CreateIndex(
                name: "ix_bundle_centre_id_account_id_template_id",
                table: "bundle",
                columns: new[] { "centre_id", "account_id", "template_id" },
                unique: true,
                filter: "status = 'Draft'");

            migrationBuilder.CreateIndex(
                name: "ix_bundle_centre_id_number",
                table: "bundle",
                columns: new[] { "centre_id", "number" },
                unique: true,
                filter: "number is not null");

            migrationBuilder.CreateIndex(
                name: "ix_bundle_centre_id_site_id",
                table: "bundle",
                columns: new[] { "centre_id", "site_id" });

            migrationBuilder.CreateIndex(
                name: "ix_bundle_centre_id_status_touched_at",
                table: "bundle",
                columns: new[] { "centre_id", "status", "touched_at" });

            migrationBuilder.CreateIndex(
                name: "ix_bundle_centre_id_template_id",
                table: "bundle",
                columns: new[] { "centre_id", "template_id" });

            migrationBuilder.CreateIndex(
                name: "ix_bundle_centre_id_template_version_id",
                table: "bundle",
                columns: new[] { "centre_id", "template_version_id" });

            migrationBuilder.CreateIndex(
                name: "ix_bundle_file_centre_id_bundle_id",
                table: "bundle_file",
                columns: new[] { "centre_id", "bundle_id" });

            migrationBuilder.CreateIndex(
                name: "ix_bundle_step_centre_id_case_id",
                table: "bundle_step",
                columns: new[] { "centre_id", "case_id" });

            migrationBuilder.CreateIndex(
                name: "ix_calling_profile_centre_id_site_id_name_zh",
                table: "calling_profile",
                columns: new[] { "centre_id", "site_id", "name_zh" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_case_alert_centre_id_case_id_clock_round_colour",
                table: "case_alert",
                columns: new[] { "centre_id", "case_id", "clock", "round", "colour" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_case_alert_centre_id_department_id",
                table: "case_alert",
                columns: new[] { "centre_id", "department_id" },
                filter: "seen_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_case_document_centre_id_number",
                table: "case_document",
                columns: new[] { "centre_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_case_file_centre_id_case_id",
                table: "case_file",
                columns: new[] { "centre_id", "case_id" });

            migrationBuilder.CreateIndex(
                name: "ix_case_remark_centre_id_case_id_at",
                table: "case_remark",
                columns: new[] { "centre_id", "case_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_case_result_centre_id_case_id",
                table: "case_result",
                columns: new[] { "centre_id", "case_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_case_result_centre_id_number",
                table: "case_result",
                columns: new[] { "centre_id", "number" },
                unique: true,
                filter: "number is not null");

            migrationBuilder.CreateIndex(
                name: "ix_cases_centre_id_account_id",
                table: "cases",
                columns: new[] { "centre_id", "account_id" });

            migrationBuilder.CreateIndex(
                name: "ix_cases_centre_id_decided_on",
                table: "cases",
                columns: new[] { "centre_id", "decided_on" },
                filter: "decided_on is not null and delivery_met_on is null");

            migrationBuilder.CreateIndex(
                name: "ix_cases_centre_id_department_id_status_promised_due_on",
                table: "cases",
                columns: new[] { "centre_id", "department_id", "status", "promised_due_on" });

            migrationBuilder.CreateIndex(
                name: "ix_cases_centre_id_id_hash",
                table: "cases",
                columns: new[] { "centre_id", "id_hash" });

            migrationBuilder.CreateIndex(
                name: "ix_cases_centre_id_item_id",
                table: "cases",
                columns: new[] { "centre_id", "item_id" });

            migrationBuilder.CreateIndex(
                name: "ix_cases_centre_id_item_version_id",
                table: "cases",
                columns: new[] { "centre_id", "item_version_id" });

            migrationBuilder.CreateIndex(
                name: "ix_cases_centre_id_leg_id",
                table: "cases",
                columns: new[] { "centre_id", "leg_id" });

            migrationBuilder.CreateIndex(
                name: "ix_cases_centre_id_number",
                table: "cases",
                columns: new[] { "centre_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_cases_centre_id_phone_hash",
                table: "cases",
                columns: new[] { "centre_id", "phone_hash" });

            migrationBuilder.CreateIndex(
                name: "ix_cases_centre_id_query_code",
                table: "cases",
                columns: new[] { "centre_id", "query_code" });

            migrationBuilder.CreateIndex(
                name: "ix_cases_centre_id_site_id_status",
                table: "cases",
                columns: new[] { "centre_id", "site_id", "status" });

            migrationBuilder.CreateIndex(
                name: "ix_cases_centre_id_status_notice_due_on",
                table: "cases",
                columns: new[] { "centre_id", "status", "notice_due_on" });

            migrationBuilder.CreateIndex(
                name: "ix_cases_centre_id_uscc",
                table: "cases",
                columns: new[] { "centre_id", "uscc" },
                filter: "uscc is not null");

            migrationBuilder.CreateIndex(
                name: "ix_centre_centre_id_code",
                table: "centre",
                columns: new[] { "centre_id", "code" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_citizen_account_phone_hash",
                table: "citizen_account",
                column: "phone_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_cooling_place_centre_id_slot_id",
                table: "cooling_place",
                columns: new[] { "centre_id", "slot_id" });

            migrationBuilder.CreateIndex(
                name: "ix_cooling_place_centre_id_until_at",
                table: "cooling_place",
                columns: new[] { "centre_id", "until_at" });

            migrationBuilder.CreateIndex(
                name: "ix_credit_offer_centre_id_bank_id_code",
                table: "credit_offer",
                columns: new[] { "centre_id", "bank_id", "code" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_department_centre_id_code",
                table: "department",
                columns: new[] { "centre_id", "code" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_device_centre_id_former_key_hash",
                table: "device",
                columns: new[] { "centre_id", "former_key_hash" });

            migrationBuilder.CreateIndex(
                name: "ix_device_centre_id_key_hash",
                table: "device",
                columns: new[] { "centre_id", "key_hash" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_device_centre_id_site_id",
                table: "device",
                columns: new[] { "centre_id", "site_id" });

            migrationBuilder.CreateIndex(
                name: "ix_device_centre_id_window_id",
                table: "device",
                columns: new[] { "centre_id", "window_id" });

            migrationBuilder.CreateIndex(
                name: "ix_device_centre_id_zone_id",
                table: "device",
                columns: new[] { "centre_id", "zone_id" });

            migrationBuilder.CreateIndex(
                name: "ix_device_pairing_centre_id_key_hash",
                table: "device_pairing",
                columns: new[] { "centre_id", "key_hash" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_enterprise_centre_id_registered_at",
                table: "enterprise",
                columns: new[] { "centre_id", "registered_at" });

            migrationBuilder.CreateIndex(
                name: "ix_enterprise_centre_id_source_id",
                table: "enterprise",
                columns: new[] { "centre_id", "source_id" },
                unique: true,
                filter: "source_id is not null");

            migrationBuilder.CreateIndex(
                name: "ix_enterprise_centre_id_uscc",
                table: "enterprise",
                columns: new[] { "centre_id", "uscc" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_entrance_rate_centre_id_site_id",
                table: "entrance_rate",
                columns: new[] { "centre_id", "site_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_exchange_message_centre_id_client_id_number",
                table: "exchange_message",
                columns: new[] { "centre_id", "client_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_exemption_centre_id_phone_hash",
                table: "exemption",
                columns: new[] { "centre_id", "phone_hash" });

            migrationBuilder.CreateIndex(
                name: "ix_facts_centre_id_at",
                table: "facts",
                columns: new[] { "centre_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_facts_centre_id_subject_id_subject_version",
                table: "facts",
                columns: new[] { "centre_id", "subject_id", "subject_version" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_fair_play_alert_centre_id_rule_key_round",
                table: "fair_play_alert",
                columns: new[] { "centre_id", "rule", "key", "round" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_fair_play_alert_centre_id_status_raised_at",
                table: "fair_play_alert",
                columns: new[] { "centre_id", "status", "raised_at" });

            migrationBuilder.CreateIndex(
                name: "ix_fair_play_evidence_centre_id_rating_id",
                table: "fair_play_evidence",
                columns: new[] { "centre_id", "rating_id" });

            migrationBuilder.CreateIndex(
                name: "ix_field_fault_centre_id_bundle_id",
                table: "field_fault",
                columns: new[] { "centre_id", "bundle_id" });

            migrationBuilder.CreateIndex(
                name: "ix_group_stop_centre_id_group_id",
                table: "group_stop",
                columns: new[] { "centre_id", "group_id" });

            migrationBuilder.CreateIndex(
                name: "ix_group_stop_centre_id_site_id_group_id_on",
                table: "group_stop",
                columns: new[] { "centre_id", "site_id", "group_id", "on" },
                unique: true,
                filter: "ended_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_hall_day_centre_id_site_id_on",
                table: "hall_day",
                columns: new[] { "centre_id", "site_id", "on" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_hall_message_centre_id_group_id",
                table: "hall_message",
                columns: new[] { "centre_id", "group_id" });

            migrationBuilder.CreateIndex(
                name: "ix_hall_message_centre_id_site_id_on",
                table: "hall_message",
                columns: new[] { "centre_id", "site_id", "on" });

            migrationBuilder.CreateIndex(
                name: "ix_hotline_call_centre_id_phone_hash_started_at",
                table: "hotline_call",
                columns: new[] { "centre_id", "phone_hash", "started_at" },
                filter: "phone_hash is not null");

            migrationBuilder.CreateIndex(
                name: "ix_hotline_call_centre_id_service_id",
                table: "hotline_call",
                columns: new[] { "centre_id", "service_id" });

            migrationBuilder.CreateIndex(
                name: "ix_hotline_call_centre_id_taker_id_status_started_at",
                table: "hotline_call",
                columns: new[] { "centre_id", "taker_id", "status", "started_at" });

            migrationBuilder.CreateIndex(
                name: "ix_hotline_call_centre_id_voice_id",
                table: "hotline_call",
                columns: new[] { "centre_id", "voice_id" });

            migrationBuilder.CreateIndex(
                name: "ix_inquiry_centre_id_status_asked_at",
                table: "inquiry",
                columns: new[] { "centre_id", "status", "asked_at" });

            migrationBuilder.CreateIndex(
                name: "ix_item_centre_id_code",
                table: "item",
                columns: new[] { "centre_id", "code" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_item_centre_id_department_id",
                table: "item",
                columns: new[] { "centre_id", "department_id" });

            migrationBuilder.CreateIndex(
                name: "ix_item_centre_id_group_id",
                table: "item",
                columns: new[] { "centre_id", "group_id" });

            migrationBuilder.CreateIndex(
                name: "ix_item_version_centre_id_item_id_number",
                table: "item_version",
                columns: new[] { "centre_id", "item_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_leg_centre_id_for_window_id",
                table: "leg",
                columns: new[] { "centre_id", "for_window_id" });

            migrationBuilder.CreateIndex(
                name: "ix_leg_centre_id_site_id_ended_at",
                table: "leg",
                columns: new[] { "centre_id", "site_id", "ended_at" });

            migrationBuilder.CreateIndex(
                name: "ix_leg_centre_id_site_id_on_call_seq",
                table: "leg",
                columns: new[] { "centre_id", "site_id", "on", "call_seq" });

            migrationBuilder.CreateIndex(
                name: "ix_leg_centre_id_site_id_on_group_id_person_hash",
                table: "leg",
                columns: new[] { "centre_id", "site_id", "on", "group_id", "person_hash" },
                unique: true,
                filter: "person_hash is not null and status in ('Waiting', 'Called', 'Serving', 'Parked')");

            migrationBuilder.CreateIndex(
                name: "ix_leg_centre_id_site_id_on_group_id_waiting_since_at",
                table: "leg",
                columns: new[] { "centre_id", "site_id", "on", "group_id", "waiting_since_at" },
                filter: "status = 'Waiting'");

            migrationBuilder.CreateIndex(
                name: "ix_leg_centre_id_site_id_on_status",
                table: "leg",
                columns: new[] { "centre_id", "site_id", "on", "status" });

            migrationBuilder.CreateIndex(
                name: "ix_leg_centre_id_visit_id",
                table: "leg",
                columns: new[] { "centre_id", "visit_id" });

            migrationBuilder.CreateIndex(
                name: "ix_leg_centre_id_visit_id1",
                table: "leg",
                columns: new[] { "centre_id", "visit_id" },
                unique: true,
                filter: "status in ('Called', 'Serving')");

            migrationBuilder.CreateIndex(
                name: "ix_leg_centre_id_window_id",
                table: "leg",
                columns: new[] { "centre_id", "window_id" },
                unique: true,
                filter: "status in ('Called', 'Serving')");

            migrationBuilder.CreateIndex(
                name: "ix_leg_centre_id_window_id_on",
                table: "leg",
                columns: new[] { "centre_id", "window_id", "on" });

            migrationBuilder.CreateIndex(
                name: "ix_licence_centre_id_case_id",
                table: "licence",
                columns: new[] { "centre_id", "case_id" });

            migrationBuilder.CreateIndex(
                name: "ix_licence_centre_id_department_id_issued_on",
                table: "licence",
                columns: new[] { "centre_id", "department_id", "issued_on" });

            migrationBuilder.CreateIndex(
                name: "ix_licence_centre_id_identifier",
                table: "licence",
                columns: new[] { "centre_id", "identifier" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_licence_centre_id_replaces_id",
                table: "licence",
                columns: new[] { "centre_id", "replaces_id" },
                unique: true,
                filter: "replaces_id is not null");

            migrationBuilder.CreateIndex(
                name: "ix_licence_centre_id_result_id_edition",
                table: "licence",
                columns: new[] { "centre_id", "result_id", "edition" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_life_event_centre_id_code",
                table: "life_event",
                columns: new[] { "centre_id", "code" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_loan_lead_centre_id_bank_id_consented_at",
                table: "loan_lead",
                columns: new[] { "centre_id", "bank_id", "consented_at" });

            migrationBuilder.CreateIndex(
                name: "ix_loan_lead_centre_id_enterprise_id_offer_id",
                table: "loan_lead",
                columns: new[] { "centre_id", "enterprise_id", "offer_id" },
                unique: true,
                filter: "withdrawn_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_matter_group_centre_id_code",
                table: "matter_group",
                columns: new[] { "centre_id", "code" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_matter_group_centre_id_ticket_letter",
                table: "matter_group",
                columns: new[] { "centre_id", "ticket_letter" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_meeting_centre_id_bundle_id_step_no",
                table: "meeting",
                columns: new[] { "centre_id", "bundle_id", "step_no" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_message_centre_id_status_next_try_at",
                table: "message",
                columns: new[] { "centre_id", "status", "next_try_at" });

            migrationBuilder.CreateIndex(
                name: "ix_one_time_code_phone_hash_sent_at",
                table: "one_time_code",
                columns: new[] { "phone_hash", "sent_at" });

            migrationBuilder.CreateIndex(
                name: "ix_one_time_code_purpose_phone_hash_sent_at",
                table: "one_time_code",
                columns: new[] { "purpose", "phone_hash", "sent_at" });

            migrationBuilder.CreateIndex(
                name: "ix_one_time_code_token",
                table: "one_time_code",
                column: "token",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_opening_exception_centre_id_site_id",
                table: "opening_exception",
                columns: new[] { "centre_id", "site_id" });

            migrationBuilder.CreateIndex(
                name: "ix_opening_rule_centre_id_site_id",
                table: "opening_rule",
                columns: new[] { "centre_id", "site_id" });

            migrationBuilder.CreateIndex(
                name: "ix_opening_rule_centre_id_zone_id",
                table: "opening_rule",
                columns: new[] { "centre_id", "zone_id" });

            migrationBuilder.CreateIndex(
                name: "ix_paper_form_centre_id_service_id",
                table: "paper_form",
                columns: new[] { "centre_id", "service_id" },
                unique: true,
                filter: "status <> 'Discarded'");

            migrationBuilder.CreateIndex(
                name: "ix_paper_form_centre_id_status_entered_at",
                table: "paper_form",
                columns: new[] { "centre_id", "status", "entered_at" });

            migrationBuilder.CreateIndex(
                name: "ix_parcel_centre_id_bundle_id",
                table: "parcel",
                columns: new[] { "centre_id", "bundle_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_parcel_centre_id_department_id",
                table: "parcel",
                columns: new[] { "centre_id", "department_id" });

            migrationBuilder.CreateIndex(
                name: "ix_partner_client_centre_id_department_id",
                table: "partner_client",
                columns: new[] { "centre_id", "department_id" });

            migrationBuilder.CreateIndex(
                name: "ix_partner_client_centre_id_name",
                table: "partner_client",
                columns: new[] { "centre_id", "name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_partner_event_centre_id_client_id_fact_id_subject_id",
                table: "partner_event",
                columns: new[] { "centre_id", "client_id", "fact_id", "subject_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_partner_event_centre_id_client_id_made_at",
                table: "partner_event",
                columns: new[] { "centre_id", "client_id", "made_at" });

            migrationBuilder.CreateIndex(
                name: "ix_partner_event_centre_id_client_id_subject_id_position",
                table: "partner_event",
                columns: new[] { "centre_id", "client_id", "subject_id", "position" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_partner_event_centre_id_status_next_try_at",
                table: "partner_event",
                columns: new[] { "centre_id", "status", "next_try_at" });

            migrationBuilder.CreateIndex(
                name: "ix_post_centre_id_account_id",
                table: "post",
                columns: new[] { "centre_id", "account_id" });

            migrationBuilder.CreateIndex(
                name: "ix_post_centre_id_department_id",
                table: "post",
                columns: new[] { "centre_id", "department_id" });

            migrationBuilder.CreateIndex(
                name: "ix_post_centre_id_site_id",
                table: "post",
                columns: new[] { "centre_id", "site_id" });

            migrationBuilder.CreateIndex(
                name: "ix_post_centre_id_window_id",
                table: "post",
                columns: new[] { "centre_id", "window_id" });

            migrationBuilder.CreateIndex(
                name: "ix_procurement_batch_centre_id_code",
                table: "procurement_batch",
                columns: new[] { "centre_id", "code" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_procurement_batch_centre_id_fund_id",
                table: "procurement_batch",
                columns: new[] { "centre_id", "fund_id" });

            migrationBuilder.CreateIndex(
                name: "ix_procurement_batch_centre_id_kind_id",
                table: "procurement_batch",
                columns: new[] { "centre_id", "kind_id" });

            migrationBuilder.CreateIndex(
                name: "ix_procurement_batch_reversal_centre_id_batch_id",
                table: "procurement_batch_reversal",
                columns: new[] { "centre_id", "batch_id" });

            migrationBuilder.CreateIndex(
                name: "ix_profile_switch_centre_id_site_id_switched_at",
                table: "profile_switch",
                columns: new[] { "centre_id", "site_id", "switched_at" });

            migrationBuilder.CreateIndex(
                name: "ix_province_rating_centre_id_client_id_number",
                table: "province_rating",
                columns: new[] { "centre_id", "client_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_province_rating_centre_id_client_id_read_at",
                table: "province_rating",
                columns: new[] { "centre_id", "client_id", "read_at" });

            migrationBuilder.CreateIndex(
                name: "ix_province_rating_centre_id_rating_id",
                table: "province_rating",
                columns: new[] { "centre_id", "rating_id" });

            migrationBuilder.CreateIndex(
                name: "ix_query_attempt_centre_id_address_hash_at",
                table: "query_attempt",
                columns: new[] { "centre_id", "address_hash", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_query_attempt_centre_id_number_hash_at",
                table: "query_attempt",
                columns: new[] { "centre_id", "number_hash", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_rating_centre_id_rated_at",
                table: "rating",
                columns: new[] { "centre_id", "rated_at" });

            migrationBuilder.CreateIndex(
                name: "ix_rating_centre_id_served_on",
                table: "rating",
                columns: new[] { "centre_id", "served_on" });

            migrationBuilder.CreateIndex(
                name: "ix_rating_centre_id_service_id_number",
                table: "rating",
                columns: new[] { "centre_id", "service_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_rating_centre_id_site_id_level_served_on",
                table: "rating",
                columns: new[] { "centre_id", "site_id", "level", "served_on" });

            migrationBuilder.CreateIndex(
                name: "ix_rating_centre_id_source_id",
                table: "rating",
                columns: new[] { "centre_id", "source_id" },
                unique: true,
                filter: "source_id is not null");

            migrationBuilder.CreateIndex(
                name: "ix_rating_centre_id_staff_id_served_on",
                table: "rating",
                columns: new[] { "centre_id", "staff_id", "served_on" });

            migrationBuilder.CreateIndex(
                name: "ix_rating_exclusion_centre_id_alert_id",
                table: "rating_exclusion",
                columns: new[] { "centre_id", "alert_id" });

            migrationBuilder.CreateIndex(
                name: "ix_rating_exclusion_centre_id_rating_id",
                table: "rating_exclusion",
                columns: new[] { "centre_id", "rating_id" },
                unique: true,
                filter: "put_back_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_rating_trace_centre_id_given_at",
                table: "rating_trace",
                columns: new[] { "centre_id", "given_at" });

            migrationBuilder.CreateIndex(
                name: "ix_rectification_centre_id_department_id",
                table: "rectification",
                columns: new[] { "centre_id", "department_id" });

            migrationBuilder.CreateIndex(
                name: "ix_rectification_centre_id_item_id",
                table: "rectification",
                columns: new[] { "centre_id", "item_id" });

            migrationBuilder.CreateIndex(
                name: "ix_rectification_centre_id_number",
                table: "rectification",
                columns: new[] { "centre_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_rectification_centre_id_public_state_published_on",
                table: "rectification",
                columns: new[] { "centre_id", "public_state", "published_on" });

            migrationBuilder.CreateIndex(
                name: "ix_rectification_centre_id_rated_on",
                table: "rectification",
                columns: new[] { "centre_id", "rated_on" });

            migrationBuilder.CreateIndex(
                name: "ix_rectification_centre_id_rated_staff_id",
                table: "rectification",
                columns: new[] { "centre_id", "rated_staff_id" });

            migrationBuilder.CreateIndex(
                name: "ix_rectification_centre_id_rating_id",
                table: "rectification",
                columns: new[] { "centre_id", "rating_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_rectification_centre_id_served_on",
                table: "rectification",
                columns: new[] { "centre_id", "served_on" });

            migrationBuilder.CreateIndex(
                name: "ix_rectification_centre_id_service_id",
                table: "rectification",
                columns: new[] { "centre_id", "service_id" });

            migrationBuilder.CreateIndex(
                name: "ix_rectification_centre_id_site_id",
                table: "rectification",
                columns: new[] { "centre_id", "site_id" });

            migrationBuilder.CreateIndex(
                name: "ix_rectification_centre_id_status_due_on",
                table: "rectification",
                columns: new[] { "centre_id", "status", "due_on" });

            migrationBuilder.CreateIndex(
                name: "ix_rectification_centre_id_token",
                table: "rectification",
                columns: new[] { "centre_id", "token" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_rectification_centre_id_window_id",
                table: "rectification",
                columns: new[] { "centre_id", "window_id" });

            migrationBuilder.CreateIndex(
                name: "ix_rectification_alert_centre_id_rectification_id_duty_round_c",
                table: "rectification_alert",
                columns: new[] { "centre_id", "rectification_id", "duty", "round", "colour" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_rectification_file_centre_id_rectification_id",
                table: "rectification_file",
                columns: new[] { "centre_id", "rectification_id" });

            migrationBuilder.CreateIndex(
                name: "ix_release_rule_centre_id_group_id",
                table: "release_rule",
                columns: new[] { "centre_id", "group_id" });

            migrationBuilder.CreateIndex(
                name: "ix_release_rule_centre_id_site_id_from_on",
                table: "release_rule",
                columns: new[] { "centre_id", "site_id", "from_on" },
                unique: true,
                filter: "group_id is null");

            migrationBuilder.CreateIndex(
                name: "ix_release_rule_centre_id_site_id_group_id_from_on",
                table: "release_rule",
                columns: new[] { "centre_id", "site_id", "group_id", "from_on" },
                unique: true,
                filter: "group_id is not null");

            migrationBuilder.CreateIndex(
                name: "ix_request_key_centre_id_at",
                table: "request_key",
                columns: new[] { "centre_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_service_centre_id_bundle_id",
                table: "service",
                columns: new[] { "centre_id", "bundle_id" },
                unique: true,
                filter: "bundle_id is not null");

            migrationBuilder.CreateIndex(
                name: "ix_service_centre_id_case_id_moment",
                table: "service",
                columns: new[] { "centre_id", "case_id", "moment" },
                unique: true,
                filter: "case_id is not null");

            migrationBuilder.CreateIndex(
                name: "ix_service_centre_id_case_number_case_sequence",
                table: "service",
                columns: new[] { "centre_id", "case_number", "case_sequence" },
                unique: true,
                filter: "case_number is not null");

            migrationBuilder.CreateIndex(
                name: "ix_service_centre_id_item_id",
                table: "service",
                columns: new[] { "centre_id", "item_id" });

            migrationBuilder.CreateIndex(
                name: "ix_service_centre_id_leg_id",
                table: "service",
                columns: new[] { "centre_id", "leg_id" },
                unique: true,
                filter: "leg_id is not null");

            migrationBuilder.CreateIndex(
                name: "ix_service_centre_id_on",
                table: "service",
                columns: new[] { "centre_id", "on" });

            migrationBuilder.CreateIndex(
                name: "ix_service_centre_id_phone_hash_ended_at",
                table: "service",
                columns: new[] { "centre_id", "phone_hash", "ended_at" },
                filter: "phone_hash is not null");

            migrationBuilder.CreateIndex(
                name: "ix_service_centre_id_site_id",
                table: "service",
                columns: new[] { "centre_id", "site_id" });

            migrationBuilder.CreateIndex(
                name: "ix_service_centre_id_source_id",
                table: "service",
                columns: new[] { "centre_id", "source_id" },
                unique: true,
                filter: "source_id is not null");

            migrationBuilder.CreateIndex(
                name: "ix_service_centre_id_token",
                table: "service",
                columns: new[] { "centre_id", "token" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_service_centre_id_window_id_ended_at",
                table: "service",
                columns: new[] { "centre_id", "window_id", "ended_at" });

            migrationBuilder.CreateIndex(
                name: "ix_signed_paper_centre_id_case_id_paper",
                table: "signed_paper",
                columns: new[] { "centre_id", "case_id", "paper" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_signed_paper_centre_id_hash",
                table: "signed_paper",
                columns: new[] { "centre_id", "hash" },
                filter: "hash is not null");

            migrationBuilder.CreateIndex(
                name: "ix_signed_paper_centre_id_next_try_at",
                table: "signed_paper",
                columns: new[] { "centre_id", "next_try_at" },
                filter: "hash is null");

            migrationBuilder.CreateIndex(
                name: "ix_site_centre_id_code",
                table: "site",
                columns: new[] { "centre_id", "code" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_slot_centre_id_group_id",
                table: "slot",
                columns: new[] { "centre_id", "group_id" });

            migrationBuilder.CreateIndex(
                name: "ix_slot_centre_id_on",
                table: "slot",
                columns: new[] { "centre_id", "on" });

            migrationBuilder.CreateIndex(
                name: "ix_slot_centre_id_site_id_group_id_starts_at",
                table: "slot",
                columns: new[] { "centre_id", "site_id", "group_id", "starts_at" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_slot_rule_centre_id_group_id",
                table: "slot_rule",
                columns: new[] { "centre_id", "group_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "EmailIndex",
                table: "staff_account",
                column: "normalized_email");

            migrationBuilder.CreateIndex(
                name: "UserNameIndex",
                table: "staff_account",
                column: "normalized_user_name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_staff_claim_user_id",
                table: "staff_claim",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_staff_login_user_id",
                table: "staff_login",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_staff_mark_centre_id_account_id",
                table: "staff_mark",
                columns: new[] { "centre_id", "account_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_staff_mark_centre_id_phone_hash",
                table: "staff_mark",
                columns: new[] { "centre_id", "phone_hash" },
                filter: "phone_hash is not null");

            migrationBuilder.CreateIndex(
                name: "ix_taken_mail_centre_id_voice_id",
                table: "taken_mail",
                columns: new[] { "centre_id", "voice_id" });

            migrationBuilder.CreateIndex(
                name: "ix_template_centre_id_code",
                table: "template",
                columns: new[] { "centre_id", "code" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_template_version_centre_id_template_id_number",
                table: "template_version",
                columns: new[] { "centre_id", "template_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_visit_centre_id_appointment_id",
                table: "visit",
                columns: new[] { "centre_id", "appointment_id" },
                unique: true,
                filter: "appointment_id is not null");

            migrationBuilder.CreateIndex(
                name: "ix_visit_centre_id_site_id_on_number",
                table: "visit",
                columns: new[] { "centre_id", "site_id", "on", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_visit_centre_id_token",
                table: "visit",
                columns: new[] { "centre_id", "token" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_voice_centre_id_about_service_id",
                table: "voice",
                columns: new[] { "centre_id", "about_service_id" });

            migrationBuilder.CreateIndex(
                name: "ix_voice_centre_id_account_id_received_at",
                table: "voice",
                columns: new[] { "centre_id", "account_id", "received_at" },
                filter: "account_id is not null");

            migrationBuilder.CreateIndex(
                name: "ix_voice_centre_id_channel_received_at",
                table: "voice",
                columns: new[] { "centre_id", "channel", "received_at" });

            migrationBuilder.CreateIndex(
                name: "ix_voice_centre_id_department_id",
                table: "voice",
                columns: new[] { "centre_id", "department_id" });

            migrationBuilder.CreateIndex(
                name: "ix_voice_centre_id_duplicate_of_id",
                table: "voice",
                columns: new[] { "centre_id", "duplicate_of_id" });

            migrationBuilder.CreateIndex(
                name: "ix_voice_centre_id_item_id",
                table: "voice",
                columns: new[] { "centre_id", "item_id" });

            migrationBuilder.CreateIndex(
                name: "ix_voice_centre_id_number",
                table: "voice",
                columns: new[] { "centre_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_voice_centre_id_phone_hash_received_at",
                table: "voice",
                columns: new[] { "centre_id", "phone_hash", "received_at" },
                filter: "phone_hash is not null");

            migrationBuilder.CreateIndex(
                name: "ix_voice_centre_id_public_state_published_on",
                table: "voice",
                columns: new[] { "centre_id", "public_state", "published_on" });

            migrationBuilder.CreateIndex(
                name: "ix_voice_centre_id_source_id_source_number",
                table: "voice",
                columns: new[] { "centre_id", "source_id", "source_number" },
                unique: true,
                filter: "source_number is not null");

            migrationBuilder.CreateIndex(
                name: "ix_voice_centre_id_status_due_on",
                table: "voice",
                columns: new[] { "centre_id", "status", "due_on" });

            migrationBuilder.CreateIndex(
                name: "ix_voice_alert_centre_id_voice_id_duty_round_threshold",
                table: "voice_alert",
                columns: new[] { "centre_id", "voice_id", "duty", "round", "threshold" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_voice_file_centre_id_voice_id",
                table: "voice_file",
                columns: new[] { "centre_id", "voice_id" });

            migrationBuilder.CreateIndex(
                name: "ix_waiting_day_centre_id_on",
                table: "waiting_day",
                columns: new[] { "centre_id", "on" });

            migrationBuilder.CreateIndex(
                name: "ix_waiting_entry_centre_id_account_id",
                table: "waiting_entry",
                columns: new[] { "centre_id", "account_id" });

            migrationBuilder.CreateIndex(
                name: "ix_waiting_entry_centre_id_group_id_open_key",
                table: "waiting_entry",
                columns: new[] { "centre_id", "group_id", "open_key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_waiting_entry_centre_id_phone_hash",
                table: "waiting_entry",
                columns: new[] { "centre_id", "phone_hash" });

            migrationBuilder.CreateIndex(
                name: "ix_waiting_entry_centre_id_site_id_status",
                table: "waiting_entry",
                columns: new[] { "centre_id", "site_id", "status" });

            migrationBuilder.CreateIndex(
                name: "ix_waiting_entry_centre_id_token",
                table: "waiting_entry",
                columns: new[] { "centre_id", "token" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_waiting_matter_centre_id_item_id",
                table: "waiting_matter",
                columns: new[] { "centre_id", "item_id" });

            migrationBuilder.CreateIndex(
                name: "ix_waived_fee_centre_id_bank_id_code",
                table: "waived_fee",
                columns: new[] { "centre_id", "bank_id", "code" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_window_centre_id_department_id",
                table: "window",
                columns: new[] { "centre_id", "department_id" });

            migrationBuilder.CreateIndex(
                name: "ix_window_centre_id_profile_id",
                table: "window",
                columns: new[] { "centre_id", "profile_id" });

            migrationBuilder.CreateIndex(
                name: "ix_window_centre_id_site_id_code",
                table: "window",
                columns: new[] { "centre_id", "site_id", "code" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_window_centre_id_zone_id",
                table: "window",
                columns: new[] { "centre_id", "zone_id" });

            migrationBuilder.CreateIndex(
                name: "ix_window_group_centre_id_group_id",
                table: "window_group",
                columns: new[] { "centre_id", "group_id" });

            migrationBuilder.CreateIndex(
                name: "ix_window_session_centre_id_account_id",
                table: "window_session",
                columns: new[] { "centre_id", "account_id" },
                unique: true,
                filter: "closed_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_window_session_centre_id_site_id",
                table: "window_session",
                columns: new[] { "centre_id", "site_id" });

            migrationBuilder.CreateIndex(
                name: "ix_window_session_centre_id_window_id",
                table: "window_session",
                columns: new[] { "centre_id", "window_id" },
                unique: true,
                filter: "closed_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_zone_centre_id_site_id_code",
                table: "zone",
                columns: new[] { "centre_id", "site_id", "code" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_zone_correction_centre_id_zone_id_corrected_at",
                table: "zone_correction",
                columns: new[] { "centre_id", "zone_id", "corrected_at" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "admission");

            migrationBuilder.DropTable(
                name: "allowance");

            migrationBuilder.DropTable(
                name: "amendment_note");

            migrationBuilder.DropTable(
                name: "appointment_matter");

            migrationBuilder.DropTable(
                name: "appointment_place");

            migrationBuilder.DropTable(
                name: "bank_product");

            migrationBuilder.DropTable(
                name: "bank_waiver");

            migrationBuilder.DropTable(
                name: "benefit_grant_line");

            migrationBuilder.DropTable(
                name: "benefit_month");

            migrationBuilder.DropTable(
                name: "box_opening");

            migrationBuilder.DropTable(
                name: "bundle_answer");

            migrationBuilder.DropTable(
                name: "bundle_file");

            migrationBuilder.DropTable(
                name: "bundle_step");

            migrationBuilder.DropTable(
                name: "call_back");

            migrationBuilder.DropTable(
                name: "calling_turns");

            migrationBuilder.DropTable(
                name: "case_alert");

            migrationBuilder.DropTable(
                name: "case_document");

            migrationBuilder.DropTable(
                name: "case_field");

            migrationBuilder.DropTable(
                name: "case_file");

            migrationBuilder.DropTable(
                name: "case_material");

            migrationBuilder.DropTable(
                name: "case_notice_line");

            migrationBuilder.DropTable(
                name: "case_party");

            migrationBuilder.DropTable(
                name: "case_pause");

            migrationBuilder.DropTable(
                name: "case_remark");

            migrationBuilder.DropTable(
                name: "case_result");

            migrationBuilder.DropTable(
                name: "case_step");

            migrationBuilder.DropTable(
                name: "centre");

            migrationBuilder.DropTable(
                name: "citizen_account");

            migrationBuilder.DropTable(
                name: "cooling_place");

            migrationBuilder.DropTable(
                name: "data_protection_keys");

            migrationBuilder.DropTable(
                name: "day_to_count");

            migrationBuilder.DropTable(
                name: "device_pairing");

            migrationBuilder.DropTable(
                name: "entrance");

            migrationBuilder.DropTable(
                name: "entrance_rate");

            migrationBuilder.DropTable(
                name: "exchange_message");

            migrationBuilder.DropTable(
                name: "exemption");

            migrationBuilder.DropTable(
                name: "facts");

            migrationBuilder.DropTable(
                name: "fair_play_evidence");

            migrationBuilder.DropTable(
                name: "field_fault");

            migrationBuilder.DropTable(
                name: "group_stop");

            migrationBuilder.DropTable(
                name: "hall_day");

            migrationBuilder.DropTable(
                name: "hall_message");

            migrationBuilder.DropTable(
                name: "hotline_call");

            migrationBuilder.DropTable(
                name: "import_checkpoint");

            migrationBuilder.DropTable(
                name: "import_reject");

            migrationBuilder.DropTable(
                name: "imported_row");

            migrationBuilder.DropTable(
                name: "inquiry");

            migrationBuilder.DropTable(
                name: "licence");

            migrationBuilder.DropTable(
                name: "life_event");

            migrationBuilder.DropTable(
                name: "loan_lead");

            migrationBuilder.DropTable(
                name: "meeting");

            migrationBuilder.DropTable(
                name: "message");

            migrationBuilder.DropTable(
                name: "number_series");

            migrationBuilder.DropTable(
                name: "one_time_code");

            migrationBuilder.DropTable(
                name: "opening_exception");

            migrationBuilder.DropTable(
                name: "opening_rule");

            migrationBuilder.DropTable(
                name: "paper_form");

            migrationBuilder.DropTable(
                name: "parcel");

            migrationBuilder.DropTable(
                name: "partner_event");

            migrationBuilder.DropTable(
                name: "post");

            migrationBuilder.DropTable(
                name: "procurement_batch_reversal");

            migrationBuilder.DropTable(
                name: "profile_switch");

            migrationBuilder.DropTable(
                name: "province_rating");

            migrationBuilder.DropTable(
                name: "query_attempt");

            migrationBuilder.DropTable(
                name: "rating_exclusion");

            migrationBuilder.DropTable(
                name: "rating_sum");

            migrationBuilder.DropTable(
                name: "rating_sum_state");

            migrationBuilder.DropTable(
                name: "rating_trace");

            migrationBuilder.DropTable(
                name: "rectification_alert");

            migrationBuilder.DropTable(
                name: "rectification_file");

            migrationBuilder.DropTable(
                name: "rectification_note");

            migrationBuilder.DropTable(
                name: "release_rule");

            migrationBuilder.DropTable(
                name: "request_key");

            migrationBuilder.DropTable(
                name: "signed_paper");

            migrationBuilder.DropTable(
                name: "slot_rule");

            migrationBuilder.DropTable(
                name: "staff_claim");

            migrationBuilder.DropTable(
                name: "staff_login");

            migrationBuilder.DropTable(
                name: "staff_mark");

            migrationBuilder.DropTable(
                name: "staff_token");

            migrationBuilder.DropTable(
                name: "taken_mail");

            migrationBuilder.DropTable(
                name: "voice_alert");

            migrationBuilder.DropTable(
                name: "voice_file");

            migrationBuilder.DropTable(
                name: "voice_note");

            migrationBuilder.DropTable(
                name: "waiting_day");

            migrationBuilder.DropTable(
                name: "waiting_matter");

            migrationBuilder.DropTable(
                name: "window_group");

            migrationBuilder.DropTable(
                name: "window_session");

            migrationBuilder.DropTable(
                name: "zone_correction");

            migrationBuilder.DropTable(
                name: "amendment");

            migrationBuilder.DropTable(
                name: "waived_fee");

            migrationBuilder.DropTable(
                name: "benefit_grant");

            migrationBuilder.DropTable(
                name: "case_notice");

            migrationBuilder.DropTable(
                name: "slot");

            migrationBuilder.DropTable(
                name: "credit_offer");

            migrationBuilder.DropTable(
                name: "procurement_batch");

            migrationBuilder.DropTable(
                name: "partner_client");

            migrationBuilder.DropTable(
                name: "fair_play_alert");

            migrationBuilder.DropTable(
                name: "rectification");

            migrationBuilder.DropTable(
                name: "staff_account");

            migrationBuilder.DropTable(
                name: "voice");

            migrationBuilder.DropTable(
                name: "waiting_entry");

            migrationBuilder.DropTable(
                name: "enterprise");

            migrationBuilder.DropTable(
                name: "bank");

            migrationBuilder.DropTable(
                name: "benefit_fund");

            migrationBuilder.DropTable(
                name: "benefit_kind");

            migrationBuilder.DropTable(
                name: "rating");

            migrationBuilder.DropTable(
                name: "service");

            migrationBuilder.DropTable(
                name: "bundle");

            migrationBuilder.DropTable(
                name: "cases");

            migrationBuilder.DropTable(
                name: "device");

            migrationBuilder.DropTable(
                name: "template_version");

            migrationBuilder.DropTable(
                name: "item_version");

            migrationBuilder.DropTable(
                name: "leg");

            migrationBuilder.DropTable(
                name: "template");

            migrationBuilder.DropTable(
                name: "item");

            migrationBuilder.DropTable(
                name: "visit");

            migrationBuilder.DropTable(
                name: "window");

            migrationBuilder.DropTable(
                name: "appointment");

            migrationBuilder.DropTable(
                name: "calling_profile");

            migrationBuilder.DropTable(
                name: "department");

            migrationBuilder.DropTable(
                name: "zone");

            migrationBuilder.DropTable(
                name: "matter_group");

            migrationBuilder.DropTable(
                name: "site");
        }
    }
}
