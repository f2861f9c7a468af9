using AgentOtel.Viewer.Storage.Settling;
using Microsoft.Data.Sqlite;

namespace AgentOtel.Viewer.Storage.Tables;

/// <summary>Keeps <c>sums</c> and <c>hour_sums</c>.</summary>
internal sealed class SumTable(SqliteConnection connection) : IDisposable
{
    private readonly SumRows _minutes = new(connection, "sums", "minute", 1);
    private readonly SumRows _hours = new(connection, "hour_sums", "hour", 60);

    /// <summary>Adds a share, or with -1 takes it back.</summary>
    public void Add(in Share share, int sign)
    {
        _minutes.Add(share, sign);
        _hours.Add(share, sign);
    }

    public void Write()
    {
        _minutes.Write();
        _hours.Write();
    }

    public void Forget()
    {
        _minutes.Forget();
        _hours.Forget();
    }

    public void Dispose()
    {
        _minutes.Dispose();
        _hours.Dispose();
    }
}
