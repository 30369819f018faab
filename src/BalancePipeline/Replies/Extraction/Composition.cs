using System.Text;

namespace BalancePipeline.Replies.Extraction;

/// <summary>What one part of a mail came to: the writer's words, and what was taken out.</summary>
internal sealed record Extract(string Source, string Text, IReadOnlyList<RemovedText> Removed, double Certainty)
{
    /// <summary>Whether a quoted mail was found.</summary>
    internal bool HasQuote => Removed.Any(removed => removed.Kind is RemovedKind.Quote or RemovedKind.QuoteHeader);
}

/// <summary>Puts the kept lines together and lists the removed ones.</summary>
internal static class Composition
{
    internal static Extract Of(MailLines lines)
    {
        var text = new StringBuilder();
        List<RemovedText>? removed = null;
        var certainty = 1.0;
        for (var i = 0; i < lines.Count;)
        {
            var rule = lines[i].Rule;
            var start = i;
            if (rule == 0)
            {
                Append(text, lines, i++);
                continue;
            }

            while (i < lines.Count && lines[i].Rule == rule) i++;
            var (name, kind, sure) = Rules.Get(rule);
            certainty = Math.Min(certainty, sure);
            (removed ??= []).Add(new RemovedText(lines[start].From, lines[i - 1].End, kind, name));
        }

        return new Extract(lines.Text, text.ToString(), removed ?? (IReadOnlyList<RemovedText>)[], certainty);
    }

    private static void Append(StringBuilder text, MailLines lines, int index)
    {
        ref var line = ref lines[index];
        if (text.Length > 0)
        {
            text.Append('\n');
            if (line.AfterBlank || lines[index - 1].Rule != 0) text.Append('\n');
        }

        var from = text.Length == 0 ? Math.Min(line.Start, line.End) : line.From;
        if (text.Length == 0 && line.Depth > 0) from = line.From;
        text.Append(lines.Text, from, line.End - from);
    }
}
