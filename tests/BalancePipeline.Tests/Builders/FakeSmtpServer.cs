using System.Net;
using System.Net.Sockets;
using System.Text;

namespace BalancePipeline.Tests.Builders;

/// <summary>A mail server of the loopback that says what a test wants it to, for one connection at a time.</summary>
public sealed class FakeSmtpServer : IAsyncDisposable
{
    /// <summary>An answer that hangs up without a word.</summary>
    public const string HangUp = "";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Dictionary<string, string> _answers;
    private readonly Task _serving;

    /// <param name="answers">What is said to a command, by its first word; 250 to all others.</param>
    public FakeSmtpServer(Dictionary<string, string>? answers = null)
    {
        _answers = answers ?? [];
        _listener.Start();
        _serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>The mails taken.</summary>
    public List<string> Mails { get; } = [];

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _serving;
        _stop.Dispose();
        _listener.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (!_stop.IsCancellationRequested)
            {
                using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                await TalkAsync(client.GetStream());
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or IOException or ObjectDisposedException or InvalidOperationException)
        {
        }
    }

    private async Task TalkAsync(NetworkStream stream)
    {
        using var reader = new StreamReader(stream, Encoding.ASCII);
        await using var writer = new StreamWriter(stream, Encoding.ASCII) { NewLine = "\r\n", AutoFlush = true };
        await writer.WriteLineAsync("220 test");
        while (await reader.ReadLineAsync(_stop.Token) is { } line)
        {
            var command = line.Split(' ')[0].ToUpperInvariant();
            var answer = _answers.GetValueOrDefault(command, command switch { "DATA" => "354 go on", "QUIT" => "221 bye", _ => "250 fine" });
            if (answer == HangUp) return;
            await writer.WriteLineAsync(answer);
            if (command == "DATA" && answer[0] == '3')
            {
                var mail = new StringBuilder();
                while (await reader.ReadLineAsync(_stop.Token) is { } text && text != ".") mail.AppendLine(text);
                Mails.Add(mail.ToString());
                var judgement = _answers.GetValueOrDefault(".", "250 taken");
                if (judgement == HangUp) return;
                await writer.WriteLineAsync(judgement);
            }

            if (command == "QUIT") return;
        }
    }
}
