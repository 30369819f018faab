using BalancePipeline.Email;
using BalancePipeline.Participants;
using BalancePipeline.Prompts;
using BalancePipeline.Receipts;
using BalancePipeline.Scoring;

namespace BalancePipeline.Tests.Builders;

/// <summary>One mail of every kind, in a language, as a story would compose it.</summary>
public static class SampleMails
{
    public const string Reply = "We shipped the release on Friday, and I thanked Ben for staying late. I should have asked Mira how she sees it.";

    public static PromptDelivery Delivery(DeliveryKind kind = DeliveryKind.Prompt) => new()
    {
        Id = 42,
        ParticipantId = 7,
        Slot = "2026-03-02T09:00",
        PromptId = "feedback-03",
        Practice = "feedback",
        Kind = kind,
        PlannedAt = TestStory.Start,
        Question = "When did somebody last tell you something about your work that you did not expect?",
    };

    public static Participant Person(string locale) => new()
    {
        Id = 7,
        Email = "anna@example.org",
        Name = "Anna <b>Berger</b>",
        TimeZone = "Europe/Berlin",
        Locale = locale,
        Days = Weekdays.Monday,
    };

    public static IReadOnlyDictionary<string, OutgoingEmail> All(TestStory story, string locale)
    {
        ArgumentNullException.ThrowIfNull(story);
        var (prompts, receipts, person) = (story.Get<PromptMail>(), story.Get<ReceiptMail>(), Person(locale));
        var mails = new Dictionary<string, OutgoingEmail>
        {
            ["prompt"] = prompts.Compose(Delivery(), person),
            ["look-back"] = prompts.Compose(Delivery(DeliveryKind.LookBack), person, "I should ask Mira <how> she sees it: https://wiki.example.org/" + new string('x', 120)),
            ["farewell"] = prompts.Compose(Delivery(DeliveryKind.Farewell), person),
            ["nudge"] = prompts.ComposeNudge(Delivery(), person),
            ["understood"] = receipts.ComposeUnderstood(Receipt(ReceiptKind.Understood), person, Delivery(), Understanding(Score)),
            ["not-scored"] = receipts.ComposeUnderstood(
                Receipt(ReceiptKind.Understood), person, Delivery(), Understanding(ReplyScore.NotScored(NotScorable.TooShort))),
            ["erased"] = receipts.ComposeErased(person, 12, TestStory.Start),
        };
        foreach (var kind in Enum.GetValues<ReceiptKind>().Where(kind => kind is not ReceiptKind.Understood))
            mails[kind.ToString()] = receipts.ComposeNotice(Receipt(kind), person, kind is ReceiptKind.PageLink ? null : Delivery());
        return mails;
    }

    private static ReplyScore Score => new()
    {
        Results = 3.2,
        Relationships = 2,
        Confidence = 0.4,
        Depth = 2,
        Labels =
        [
            new ScoreLabel(LabelKind.Practiced, "leadership", 0.8, 38, 67), new ScoreLabel(LabelKind.Neglected, "feedback", 0.7, 69, 111),
            new ScoreLabel(LabelKind.Gain, "value", 0.7, 0, 32),
        ],
    };

    private static Understanding Understanding(ReplyScore score) => new(Reply, 2, score, TipChoice.Next([score], []), 4);

    private static Receipt Receipt(ReceiptKind kind) => new() { Id = 9, Key = "sample", ParticipantId = 7, Kind = kind, PlannedAt = TestStory.Start };
}
