using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Qa.Portal.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class AccountRequests : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // Which account is which person's is said by the account alone from now on. The person's column stays, unread, while
            // processes of the version before may run; what it said, and the account did not, is taken over.
            migrationBuilder.Sql(
                """
                UPDATE account SET agent_id = (SELECT person.number FROM people_person person WHERE person.account = account.user_name)
                WHERE agent_id IS NULL AND EXISTS (
                    SELECT 1 FROM people_person person
                    WHERE person.account = account.user_name AND NOT EXISTS (SELECT 1 FROM account other WHERE other.agent_id = person.number));
                """);

            migrationBuilder.CreateTable(
                name: "people_account_request",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    number = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    waiting_number = table.Column<string>(type: "TEXT", maxLength: 128, nullable: true),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    account_name = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    roles = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    state = table.Column<string>(type: "TEXT", nullable: false),
                    requested_by = table.Column<string>(type: "TEXT", nullable: false),
                    requested_at = table.Column<long>(type: "INTEGER", nullable: false),
                    decided_by = table.Column<string>(type: "TEXT", nullable: true),
                    decided_at = table.Column<long>(type: "INTEGER", nullable: true),
                    note = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_people_account_request", x => x.id);
                    table.ForeignKey(
                        name: "FK_people_account_request_people_person_number",
                        column: x => x.number,
                        principalTable: "people_person",
                        principalColumn: "number",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_people_account_request_number",
                table: "people_account_request",
                column: "number");

            migrationBuilder.CreateIndex(
                name: "IX_people_account_request_state_id",
                table: "people_account_request",
                columns: new[] { "state", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_people_account_request_waiting_number",
                table: "people_account_request",
                column: "waiting_number",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "people_account_request");
        }
    }
}
