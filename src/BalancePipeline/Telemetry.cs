using System.Diagnostics;
using System.Diagnostics.Metrics;
using BalancePipeline.Email;
using BalancePipeline.Prompts;

namespace BalancePipeline;

/// <summary>Traces and metrics of the story. They carry identifiers and numbers only: no words, addresses or tokens.</summary>
public static class Telemetry
{
    /// <summary>The name of the activity source and of the meter.</summary>
    public const string Name = "BalancePipeline";

    private static readonly ActivitySource Source = new(Name);
    private static readonly Meter Meter = new(Name);
    private static readonly Counter<long> Prompts = Meter.CreateCounter<long>("balance.prompts.planned", "{prompt}", "Slots planned, by outcome.");
    private static readonly Counter<long> Mails = Meter.CreateCounter<long>("balance.mails.sent", "{mail}", "Mails handed over, by kind and outcome.");
    private static readonly Counter<long> Received = Meter.CreateCounter<long>("balance.replies.received", "{mail}", "Inbound mails, by verdict.");
    private static readonly Counter<long> RefusedPosts = Meter.CreateCounter<long>("balance.replies.refused", "{post}", "Posts of inbound mail that were not let in, by reason.");
    private static readonly Counter<long> Scored = Meter.CreateCounter<long>("balance.replies.scored", "{reply}", "Replies scored, by outcome.");
    private static readonly Counter<long> Messages = Meter.CreateCounter<long>("balance.queue.messages", "{message}", "Queue messages, by queue and outcome.");
    private static readonly Histogram<double> Timers = Meter.CreateHistogram<double>("balance.timer.duration", "s", "Time a timer's run took, by timer and outcome.");
    private static readonly Gauge<long> Oldest = Meter.CreateGauge<long>("balance.queue.oldest", "s", "Age of a queue's oldest message that could be handled, as the last sweep found it.");
    private static readonly Gauge<long> Waiting = Meter.CreateGauge<long>("balance.queue.waiting", "{message}", "Messages in a queue, as the last sweep found them.");

    /// <summary>The present trace as a queue message carries it, or null.</summary>
    public static string? TraceParent => Activity.Current is { IdFormat: ActivityIdFormat.W3C } activity ? activity.Id : null;

    /// <summary>Begins a step of the story; null when nobody listens.</summary>
    public static Activity? Start(string step) => Source.StartActivity(step);

    /// <summary>Begins a step that a queue message asks for, linked to the step that queued it.</summary>
    /// <param name="step">What is done.</param>
    /// <param name="traceParent">What the message carries.</param>
    /// <param name="tag">The name of the identifier, e.g. <c>balance.delivery.id</c>.</param>
    /// <param name="id">The identifier.</param>
    public static Activity? Consume(string step, string? traceParent, string tag, long id)
    {
        ActivityLink[] links = ActivityContext.TryParse(traceParent, null, out var queued) ? [new ActivityLink(queued)] : [];
        return Source.StartActivity(step, ActivityKind.Consumer, parentContext: default, tags: [new(tag, id)], links: links);
    }

    /// <summary>Counts what a run of the planner did.</summary>
    public static void Planned(PlanResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        if (result.Planned > 0) Prompts.Add(result.Planned, Tag("outcome", "planned"));
        if (result.Missed > 0) Prompts.Add(result.Missed, Tag("outcome", "missed"));
    }

    /// <summary>Counts a mail of ours.</summary>
    /// <param name="kind">E.g. <c>prompt</c>, <c>nudge</c>, <c>receipt</c>, <c>digest</c>, <c>sign-in</c>.</param>
    /// <param name="result">What became of it; null when it was no longer wanted.</param>
    public static void Sent(string kind, SendResult? result) =>
        Mails.Add(1, Tag("kind", kind), Tag("outcome", result?.GetType().Name.ToLowerInvariant() ?? "dropped"));

    /// <summary>Counts an inbound mail.</summary>
    /// <param name="verdict"><c>Accepted</c> or the name of the rejection.</param>
    public static void Judged(string verdict) => Received.Add(1, Tag("verdict", verdict));

    /// <summary>Counts a post of inbound mail that was not let in.</summary>
    /// <param name="reason">What of it was wrong: <c>secret</c>, <c>timestamp</c>, <c>signature</c> or <c>form</c>.</param>
    public static void Refused(string reason) => RefusedPosts.Add(1, Tag("reason", reason));

    /// <summary>Counts a scored reply.</summary>
    /// <param name="outcome"><c>scored</c>, or the reason why it could not be.</param>
    public static void WasScored(string outcome) => Scored.Add(1, Tag("outcome", outcome));

    /// <summary>Counts a queue message.</summary>
    /// <param name="queue">The queue.</param>
    /// <param name="outcome"><c>handled</c>, <c>failed</c> or <c>parked</c>.</param>
    public static void Message(string queue, string outcome) => Messages.Add(1, Tag("queue", queue), Tag("outcome", outcome));

    /// <summary>Records how full a queue is.</summary>
    public static void QueueLength(string queue, long messages) => Waiting.Record(messages, Tag("queue", queue));

    /// <summary>Records how many seconds a queue's oldest message has waited.</summary>
    public static void QueueAge(string queue, long seconds) => Oldest.Record(seconds, Tag("queue", queue));

    /// <summary>Records a run of a timer.</summary>
    public static void TimerRan(string timer, TimeSpan took, bool failed) =>
        Timers.Record(took.TotalSeconds, Tag("timer", timer), Tag("outcome", failed ? "failed" : "done"));

    private static KeyValuePair<string, object?> Tag(string name, object? value) => new(name, value);
}
