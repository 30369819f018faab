using BalancePipeline.Replies.Extraction;

namespace BalancePipeline.Replies.Kinds;

/// <summary>What the beginning of a subject says.</summary>
/// <param name="Text">The subject as read.</param>
/// <param name="IsReply">Whether it begins like an answer (Re:, AW:).</param>
/// <param name="Away">How clearly it announces an absence: 0 not, 1 by a word people use too, 2 by a phrase of its own, 3 as only machines do.</param>
/// <param name="Automatic">How clearly it announces another automatic answer.</param>
/// <param name="Bounce">How clearly it announces a failed delivery.</param>
internal sealed record SubjectLine(string Text, bool IsReply, int Away, int Automatic, int Bounce)
{
    private static readonly string[] Replies = [.. Languages.All.SelectMany(language => language.ReplyPrefixes).Distinct(StringComparer.OrdinalIgnoreCase)];
    private static readonly string[] Aways = Of(language => language.OutOfOffice.Subjects);
    private static readonly string[] Automatics = Of(language => language.AutoReply.Subjects);
    private static readonly string[] Bounces = Of(language => language.Bounce.Subjects);

    // "Automatic", as its languages spell it: no person begins a subject so.
    private static readonly string[] MachineStems =
    [
        "auto", "自動", "自动", "자동", "부재", "אוטומט", "تلقائ", "خودکار", "آلي", "αυτόμ", "αυτομ", "автома", "otomat", "tự động", "อัตโนมัติ", "sjálfvirk", "samodej", "samočin",
    ];

    private static readonly SubjectLine None = new("", false, 0, 0, 0);

    internal static SubjectLine Read(string subject)
    {
        var text = subject.Trim();
        if (text.Length == 0) return None;
        var isReply = Replies.Any(prefix => text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) && text.AsSpan(prefix.Length).TrimStart().StartsWith(":"));
        return isReply
            ? None with { Text = text, IsReply = true }
            : new SubjectLine(text, false, Math.Max(Strength(text, Aways), BeforeAnother(text, Aways)), Strength(text, Automatics), Strength(text, Bounces));
    }

    /// <summary>Machines put their phrase in front of the subject they answer: "Out of Office: Your week".</summary>
    private static int BeforeAnother(string subject, string[] beginnings)
    {
        var colon = subject.IndexOfAny([':', '：']);
        if (colon < 0 || subject.AsSpan(colon + 1).IsWhiteSpace()) return 0;
        var phrase = subject.AsSpan(0, colon).TrimEnd();
        foreach (var beginning in beginnings)
        {
            if (beginning.Contains(' ') && phrase.Equals(beginning, StringComparison.OrdinalIgnoreCase)) return 3;
        }

        return 0;
    }

    private static int Strength(string subject, string[] beginnings)
    {
        var best = 0;
        var bare = subject.AsSpan().TrimStart("[(* #\"'【（「");
        foreach (var beginning in beginnings)
        {
            if (!bare.StartsWith(beginning, StringComparison.OrdinalIgnoreCase)) continue;
            var rest = bare[beginning.Length..].TrimStart();
            var closed = rest.IsEmpty || rest[0] is ':' or '：' or ']' or '-' or '–' or ')' or '】' or '（' or '(' || beginning[^1] is ':' or '：';
            var machine = MachineStems.Any(stem => beginning.Contains(stem, StringComparison.OrdinalIgnoreCase));
            var several = beginning.Contains(' ') || beginning[0] >= Words.FirstUnspaced;
            best = Math.Max(best, machine && closed ? 3 : closed && several ? 2 : closed || several ? 1 : 0);
        }

        return best;
    }

    private static string[] Of(Func<Language, string[]> subjects) =>
        [.. Languages.All.SelectMany(subjects).Where(subject => subject.Length > 1).Distinct(StringComparer.OrdinalIgnoreCase)];
}
