using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Qa.Portal.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class People : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "people_department",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    parent_id = table.Column<long>(type: "INTEGER", nullable: true),
                    name = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    from_day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    until_day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_people_department", x => x.id);
                    table.ForeignKey(
                        name: "FK_people_department_people_department_parent_id",
                        column: x => x.parent_id,
                        principalTable: "people_department",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "people_organisation",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_people_organisation", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "people_person",
                columns: table => new
                {
                    number = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    phone = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    email = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    account = table.Column<string>(type: "TEXT", maxLength: 128, nullable: true),
                    joined_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    last_day = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    search_text = table.Column<string>(type: "TEXT", maxLength: 3462, nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_people_person", x => x.number);
                });

            migrationBuilder.CreateTable(
                name: "people_post",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    template = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true),
                    area = table.Column<string>(type: "TEXT", nullable: false),
                    chinese_name = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    english_name = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    chinese_duties = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false),
                    english_duties = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false),
                    is_retired = table.Column<bool>(type: "INTEGER", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_people_post", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "people_skill",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    name = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    is_retired = table.Column<bool>(type: "INTEGER", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_people_skill", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "people_group",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    department_id = table.Column<long>(type: "INTEGER", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    shift = table.Column<string>(type: "TEXT", nullable: false),
                    from_day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    until_day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_people_group", x => x.id);
                    table.ForeignKey(
                        name: "FK_people_group_people_department_department_id",
                        column: x => x.department_id,
                        principalTable: "people_department",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "people_employment",
                columns: table => new
                {
                    person_number = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    from_day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    state = table.Column<string>(type: "TEXT", nullable: false),
                    until_day = table.Column<DateOnly>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_people_employment", x => new { x.person_number, x.from_day });
                    table.ForeignKey(
                        name: "FK_people_employment_people_person_person_number",
                        column: x => x.person_number,
                        principalTable: "people_person",
                        principalColumn: "number",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "people_leadership",
                columns: table => new
                {
                    person_number = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    unit_kind = table.Column<string>(type: "TEXT", nullable: false),
                    unit_id = table.Column<long>(type: "INTEGER", nullable: false),
                    from_day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    until_day = table.Column<DateOnly>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_people_leadership", x => new { x.person_number, x.unit_kind, x.unit_id, x.from_day });
                    table.ForeignKey(
                        name: "FK_people_leadership_people_person_person_number",
                        column: x => x.person_number,
                        principalTable: "people_person",
                        principalColumn: "number",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "people_mentoring",
                columns: table => new
                {
                    person_number = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    from_day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    mentor_number = table.Column<string>(type: "TEXT", nullable: false),
                    until_day = table.Column<DateOnly>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_people_mentoring", x => new { x.person_number, x.from_day });
                    table.ForeignKey(
                        name: "FK_people_mentoring_people_person_mentor_number",
                        column: x => x.mentor_number,
                        principalTable: "people_person",
                        principalColumn: "number",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_people_mentoring_people_person_person_number",
                        column: x => x.person_number,
                        principalTable: "people_person",
                        principalColumn: "number",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "people_post_holding",
                columns: table => new
                {
                    person_number = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    post_id = table.Column<long>(type: "INTEGER", nullable: false),
                    from_day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    until_day = table.Column<DateOnly>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_people_post_holding", x => new { x.person_number, x.post_id, x.from_day });
                    table.ForeignKey(
                        name: "FK_people_post_holding_people_person_person_number",
                        column: x => x.person_number,
                        principalTable: "people_person",
                        principalColumn: "number",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_people_post_holding_people_post_post_id",
                        column: x => x.post_id,
                        principalTable: "people_post",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "people_post_permission",
                columns: table => new
                {
                    post_id = table.Column<long>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    limit_percent = table.Column<int>(type: "INTEGER", nullable: true),
                    limit_amount = table.Column<decimal>(type: "TEXT", precision: 12, scale: 2, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_people_post_permission", x => new { x.post_id, x.kind });
                    table.ForeignKey(
                        name: "FK_people_post_permission_people_post_post_id",
                        column: x => x.post_id,
                        principalTable: "people_post",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "people_skill_holding",
                columns: table => new
                {
                    person_number = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    skill_id = table.Column<long>(type: "INTEGER", nullable: false),
                    from_day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    level = table.Column<int>(type: "INTEGER", nullable: false),
                    until_day = table.Column<DateOnly>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_people_skill_holding", x => new { x.person_number, x.skill_id, x.from_day });
                    table.ForeignKey(
                        name: "FK_people_skill_holding_people_person_person_number",
                        column: x => x.person_number,
                        principalTable: "people_person",
                        principalColumn: "number",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_people_skill_holding_people_skill_skill_id",
                        column: x => x.skill_id,
                        principalTable: "people_skill",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "people_membership",
                columns: table => new
                {
                    person_number = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    from_day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    group_id = table.Column<long>(type: "INTEGER", nullable: false),
                    until_day = table.Column<DateOnly>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_people_membership", x => new { x.person_number, x.from_day });
                    table.ForeignKey(
                        name: "FK_people_membership_people_group_group_id",
                        column: x => x.group_id,
                        principalTable: "people_group",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_people_membership_people_person_person_number",
                        column: x => x.person_number,
                        principalTable: "people_person",
                        principalColumn: "number",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_people_department_parent_id",
                table: "people_department",
                column: "parent_id");

            migrationBuilder.CreateIndex(
                name: "IX_people_group_department_id",
                table: "people_group",
                column: "department_id");

            migrationBuilder.CreateIndex(
                name: "IX_people_leadership_unit_kind_unit_id_until_day",
                table: "people_leadership",
                columns: new[] { "unit_kind", "unit_id", "until_day" });

            migrationBuilder.CreateIndex(
                name: "IX_people_membership_group_id_until_day",
                table: "people_membership",
                columns: new[] { "group_id", "until_day" });

            migrationBuilder.CreateIndex(
                name: "IX_people_mentoring_mentor_number_until_day",
                table: "people_mentoring",
                columns: new[] { "mentor_number", "until_day" });

            migrationBuilder.CreateIndex(
                name: "IX_people_person_account",
                table: "people_person",
                column: "account",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_people_person_name",
                table: "people_person",
                column: "name");

            migrationBuilder.CreateIndex(
                name: "IX_people_post_chinese_name",
                table: "people_post",
                column: "chinese_name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_people_post_english_name",
                table: "people_post",
                column: "english_name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_people_post_template",
                table: "people_post",
                column: "template",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_people_post_holding_post_id_until_day",
                table: "people_post_holding",
                columns: new[] { "post_id", "until_day" });

            migrationBuilder.CreateIndex(
                name: "IX_people_skill_name",
                table: "people_skill",
                column: "name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_people_skill_holding_skill_id_until_day",
                table: "people_skill_holding",
                columns: new[] { "skill_id", "until_day" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "people_employment");

            migrationBuilder.DropTable(
                name: "people_leadership");

            migrationBuilder.DropTable(
                name: "people_membership");

            migrationBuilder.DropTable(
                name: "people_mentoring");

            migrationBuilder.DropTable(
                name: "people_organisation");

            migrationBuilder.DropTable(
                name: "people_post_holding");

            migrationBuilder.DropTable(
                name: "people_post_permission");

            migrationBuilder.DropTable(
                name: "people_skill_holding");

            migrationBuilder.DropTable(
                name: "people_group");

            migrationBuilder.DropTable(
                name: "people_post");

            migrationBuilder.DropTable(
                name: "people_person");

            migrationBuilder.DropTable(
                name: "people_skill");

            migrationBuilder.DropTable(
                name: "people_department");
        }
    }
}
