using System.Text.Json;
using BalancePipeline.Cli.Hosting;
using BalancePipeline.Operations;
using BalancePipeline.Participants;
using BalancePipeline.Prompts;
using BalancePipeline.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using MimeKit;

namespace BalancePipeline.Tests.Builders;

/// <summary>The embedded host on a fresh database under a fake clock: the same registrations as <c>balance run</c>, moved by hand.</summary>
public sealed class TestStory : IAsyncDisposable
{
    /// <summary>A Monday at 08:00 UTC.</summary>
    public static readonly DateTimeOffset Start = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    private readonly TestDatabase _database;
    private readonly WebApplication _app;

    private TestStory(TestDatabase database, WebApplication app, FakeTimeProvider clock)
    {
        _database = database;
        _app = app;
        Clock = clock;
        Logs = app.Services.GetServices<ILoggerProvider>().OfType<RecordedLogs>().Single();
        Http = app.Services.GetService<IServer>() is TestServer server
            ? server.CreateClient()
            : new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
    }

    public FakeTimeProvider Clock { get; }

    public RecordedLogs Logs { get; }

    public HttpClient Http { get; }

    /// <summary>Where a browser reaches the host, when it listens.</summary>
    public Uri Address => Http.BaseAddress!;

    public IServiceProvider Services => _app.Services;

    /// <param name="engine">What stores; null for the usual engine of this run.</param>
    /// <param name="configure">Other registrations.</param>
    /// <param name="settings">Other settings.</param>
    /// <param name="listen">True to listen on a free port of the loopback for a browser; otherwise only <see cref="Http"/> reaches the host.</param>
    public static async Task<TestStory> StartAsync(
        Engine? engine = null,
        Action<IServiceCollection>? configure = null,
        IReadOnlyDictionary<string, string?>? settings = null,
        bool listen = false)
    {
        var database = new TestDatabase(engine ?? TestDatabase.Usual);
        var clock = new FakeTimeProvider(Start);
        var app = EmbeddedHost.Build(database.Folder, url: null, builder =>
        {
            if (listen) builder.WebHost.UseUrls("http://127.0.0.1:0");
            else builder.WebHost.UseTestServer();
            builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["Storage:ConnectionString"] = database.ConnectionString,
                ["Mail:InboundDomain"] = "reply.test.example",
                ["Mail:PublicUrl"] = "http://localhost",
            });
            if (settings is not null) builder.Configuration.AddInMemoryCollection(settings);
            builder.Services.RemoveAll<TimeProvider>();
            builder.Services.AddSingleton<TimeProvider>(clock);
            builder.Services.AddSingleton<ILoggerProvider, RecordedLogs>();
            configure?.Invoke(builder.Services);
        });
        await app.Services.GetRequiredService<Migrator>().MigrateAsync();
        await app.StartAsync();
        return new TestStory(database, app, clock);
    }

    public T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();

    public BalanceDb OpenDb() => Get<IDbContextFactory<BalanceDb>>().CreateDbContext();

    /// <summary>Imports roster rows; the header is added.</summary>
    public async Task<RosterReport> ImportAsync(params IEnumerable<string> rows)
    {
        using var roster = new StringReader("email,name,team,time_zone,days,local_time,leader_of,locale\n" + string.Join('\n', rows));
        return await Get<RosterImport>().ImportAsync(roster);
    }

    /// <summary>Imports people with addresses <c>name@example.org</c>, asked on weekdays at 09:00 UTC.</summary>
    public Task<RosterReport> ImportPeopleAsync(string team, params IEnumerable<string> names) =>
        ImportAsync(names.Select(name => $"{name}@example.org,{name},{team},UTC,mon tue wed thu fri,09:00,,en"));

    /// <summary>Changes a person's row and nothing else.</summary>
    public async Task ChangeAsync(string email, Action<Participant> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        await using var db = OpenDb();
        change(await db.Participants.SingleAsync(person => person.Email == email));
        await db.SaveChangesAsync();
    }

    /// <summary>Moves the clock and lets the timers and queues do what is due then.</summary>
    public async Task AdvanceAsync(TimeSpan time)
    {
        Clock.Advance(time);
        await RunDueAsync();
    }

    /// <summary>Runs every timer once and empties the queues.</summary>
    public async Task RunDueAsync()
    {
        foreach (var timer in Get<StoryTimers>().All) await timer.RunAsync(CancellationToken.None);
        await Get<StoryQueues>().DrainAsync();
    }

    /// <summary>The newest mail to a person, or null.</summary>
    public async Task<MimeMessage?> NewestMailToAsync(string email)
    {
        await using var db = OpenDb();
        var mail = await db.MailboxEmails.AsNoTracking().Where(row => row.Recipient == email).OrderByDescending(row => row.Id).FirstOrDefaultAsync();
        return mail is null ? null : await MimeMessage.LoadAsync(new MemoryStream(mail.Mime));
    }

    /// <summary>All mails to a person, oldest first.</summary>
    public async Task<IReadOnlyList<MimeMessage>> MailsToAsync(string email)
    {
        await using var db = OpenDb();
        var mails = await db.MailboxEmails.AsNoTracking().Where(row => row.Recipient == email).OrderBy(row => row.Id).ToListAsync();
        return mails.ConvertAll(mail => MimeMessage.Load(new MemoryStream(mail.Mime)));
    }

    /// <summary>The slots whose questions were sent, in their order.</summary>
    public async Task<List<string>> SentSlotsAsync()
    {
        await using var db = OpenDb();
        return await db.PromptDeliveries.Where(delivery => delivery.State == DeliveryState.Sent).OrderBy(delivery => delivery.Id).Select(delivery => delivery.Slot).ToListAsync();
    }

    /// <summary>A story in which that person was asked a moment ago.</summary>
    public static async Task<(TestStory Story, MimeMessage Prompt)> StartAskedAsync(
        string name, Engine? engine = null, Action<IServiceCollection>? configure = null, IReadOnlyDictionary<string, string?>? settings = null)
    {
        var story = await StartAsync(engine, configure, settings);
        await story.ImportPeopleAsync("Engineering", name);
        await story.AdvanceAsync(TimeSpan.FromHours(1));
        return (story, (await story.NewestMailToAsync($"{name}@example.org"))!);
    }

    /// <summary>Posts a mail to the webhook and returns the answer: <c>{"accepted":…,"rejection":…}</c>.</summary>
    public async Task<JsonElement> PostAsync(InboundPost post)
    {
        using var content = post.ToContent();
        using var response = await Http.PostAsync(new Uri("/api/v1/inbound/sendgrid", UriKind.Relative), content);
        response.EnsureSuccessStatusCode();
        return JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
    }

    /// <summary>Answers the newest mail of a person, and lets the queues score it.</summary>
    public async Task<JsonElement> AnswerAsync(string email, string text)
    {
        var prompt = await NewestMailToAsync(email) ?? throw new InvalidOperationException($"There is no mail to {email}.");
        var answer = await PostAsync(InboundPost.Answer(prompt, email, text));
        await Get<StoryQueues>().DrainAsync();
        return answer;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
        _database.Dispose();
    }
}
