using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Qa.Portal.Tests.Platform.Notifications;

/// <summary>A mail server of a test's own, without encryption: it keeps what it is sent, and refuses recipients of a name that it is told.</summary>
internal sealed class SmtpStandIn : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly List<string> _mails = [];
    private readonly Task _accepting;

    public SmtpStandIn()
    {
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Answers before the next mails are taken: each stands for one RCPT.</summary>
    public Queue<string> Refusals { get; } = [];

    /// <summary>Headers and body of each, as they came.</summary>
    public IReadOnlyList<string> Mails
    {
        get
        {
            lock (_mails)
                return [.. _mails];
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var talks = new List<Task>();
        try
        {
            while (true)
                talks.Add(TalkAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(talks);
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                await TalkAsync(client.GetStream());
            }
            catch (Exception exception) when (exception is IOException or OperationCanceledException)
            {
                // The client went away, or the test is over.
            }
        }
    }

    private async Task TalkAsync(NetworkStream stream)
    {
        using var reader = new StreamReader(stream, new UTF8Encoding(false));
        await SayAsync("220 stand-in");
        while (await reader.ReadLineAsync(_stop.Token) is { } line)
        {
            switch (line.Split(' ', ':')[0].ToUpperInvariant())
            {
                case "EHLO":
                    await SayAsync("250-stand-in\r\n250-8BITMIME\r\n250 SMTPUTF8");
                    break;
                case "RCPT" when Refusals.TryDequeue(out var refusal):
                    await SayAsync(refusal);
                    break;
                case "DATA":
                    await SayAsync("354 go on");
                    await KeepAsync(reader);
                    await SayAsync("250 kept");
                    break;
                case "QUIT":
                    await SayAsync("221 bye");
                    return;
                default:
                    await SayAsync("250 ok");
                    break;
            }
        }

        ValueTask SayAsync(string answer) => stream.WriteAsync(Encoding.ASCII.GetBytes(answer + "\r\n"), _stop.Token);
    }

    private async Task KeepAsync(StreamReader reader)
    {
        var mail = new StringBuilder();
        while (await reader.ReadLineAsync(_stop.Token) is { } line && line != ".")
            mail.Append(line.StartsWith("..", StringComparison.Ordinal) ? line[1..] : line).Append('\n');
        lock (_mails)
            _mails.Add(mail.ToString());
    }
}
