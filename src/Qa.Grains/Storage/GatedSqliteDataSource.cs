using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Qa.Grains.Storage;

/// <summary>
/// Where Orleans opens its connections: each waits for the same gate as our writers and holds it until it is closed, as what
/// Orleans will do with it is not known beforehand. Its statements are short.
/// </summary>
internal sealed class GatedSqliteDataSource(string connectionString, SemaphoreSlim gate) : DbDataSource
{
    public override string ConnectionString => connectionString;

    protected override DbConnection CreateDbConnection() => new GatedConnection(connectionString, gate);

    private sealed class GatedConnection(string connectionString, SemaphoreSlim gate) : SqliteConnection(connectionString)
    {
        private bool _holdsGate;

        public override void Open()
        {
            gate.Wait();
            OpenInside();
        }

        public override async Task OpenAsync(CancellationToken cancellationToken)
        {
            await gate.WaitAsync(cancellationToken);
            OpenInside();
        }

        public override void Close()
        {
            base.Close();
            Release();
        }

        protected override void Dispose(bool disposing)
        {
            base.Dispose(disposing);
            Release();
        }

        private void OpenInside()
        {
            _holdsGate = true;
            try
            {
                base.Open();
                SqliteDatabase.ApplySettings(this);
            }
            catch
            {
                if (State == ConnectionState.Open)
                    base.Close();
                Release();
                throw;
            }
        }

        private void Release()
        {
            if (!_holdsGate)
                return;
            _holdsGate = false;
            gate.Release();
        }
    }
}
