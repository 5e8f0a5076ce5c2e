using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Qa.Portal.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class NormSets : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "refused_because",
                table: "erasure_request",
                type: "TEXT",
                maxLength: 500,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "norm_case",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    rule_set = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    norm = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    must_hit = table.Column<bool>(type: "INTEGER", nullable: false),
                    note = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    content = table.Column<string>(type: "TEXT", nullable: false),
                    interaction = table.Column<string>(type: "TEXT", maxLength: 128, nullable: true),
                    created_by = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_norm_case", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "norm_editor",
                columns: table => new
                {
                    rule_set = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    page = table.Column<Guid>(type: "TEXT", nullable: false),
                    person = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    node = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    seen_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_norm_editor", x => new { x.rule_set, x.page });
                });

            migrationBuilder.CreateTable(
                name: "norm_working_draft",
                columns: table => new
                {
                    rule_set = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    file = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    text = table.Column<string>(type: "TEXT", nullable: false),
                    lexicons = table.Column<string>(type: "TEXT", nullable: false),
                    @base = table.Column<long>(name: "base", type: "INTEGER", nullable: false),
                    created_by = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    changed_by = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    changed_at = table.Column<long>(type: "INTEGER", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_norm_working_draft", x => x.rule_set);
                });

            migrationBuilder.CreateTable(
                name: "shared_lexicon",
                columns: table => new
                {
                    path = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    text = table.Column<string>(type: "TEXT", nullable: false),
                    changed_by = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    changed_at = table.Column<long>(type: "INTEGER", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_shared_lexicon", x => x.path);
                });

            migrationBuilder.CreateIndex(
                name: "IX_norm_case_interaction",
                table: "norm_case",
                column: "interaction");

            migrationBuilder.CreateIndex(
                name: "IX_norm_case_rule_set_norm",
                table: "norm_case",
                columns: new[] { "rule_set", "norm" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "norm_case");

            migrationBuilder.DropTable(
                name: "norm_editor");

            migrationBuilder.DropTable(
                name: "norm_working_draft");

            migrationBuilder.DropTable(
                name: "shared_lexicon");

            migrationBuilder.DropColumn(
                name: "refused_because",
                table: "erasure_request");
        }
    }
}
