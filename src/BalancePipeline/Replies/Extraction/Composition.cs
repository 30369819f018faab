using System.Buffers;

namespace BalancePipeline.Replies.Extraction;

/// <summary>What one part of a mail came to: the writer's words, and what was taken out.</summary>
internal sealed record Extract(string Source, string Text, IReadOnlyList<RemovedText> Removed, double Certainty)
{
    /// <summary>Whether a quoted mail was found.</summary>
    internal bool HasQuote { get; init; }
}

/// <summary>Puts the kept lines together and lists the removed ones.</summary>
internal static class Composition
{
    internal static Extract Of(MailLines lines)
    {
        var buffer = ArrayPool<char>.Shared.Rent(lines.Text.Length + (2 * lines.Count));
        var length = 0;
        var certainty = 1.0;
        var quoted = false;
        List<RemovedText>? removed = null;
        for (var i = 0; i < lines.Count;)
        {
            var rule = lines[i].Rule;
            if (rule == 0)
            {
                Append(buffer, ref length, lines, i++);
                continue;
            }

            var start = i;
            while (i < lines.Count && lines[i].Rule == rule) i++;
            var (name, kind, sure) = Rules.Get(rule);
            certainty = Math.Min(certainty, sure);
            quoted |= kind is RemovedKind.Quote or RemovedKind.QuoteHeader;
            (removed ??= []).Add(new RemovedText(lines[start].From, lines[i - 1].End, kind, name));
        }

        var text = new string(buffer, 0, length);
        ArrayPool<char>.Shared.Return(buffer);
        return new Extract(lines.Text, text, removed ?? (IReadOnlyList<RemovedText>)[], certainty) { HasQuote = quoted };
    }

    /// <summary>A kept line with its indent; the first one without. Blank lines become one, and one stands where something was taken out.</summary>
    private static void Append(char[] buffer, ref int length, MailLines lines, int index)
    {
        ref var line = ref lines[index];
        var from = line.From;
        if (length > 0)
        {
            buffer[length++] = '\n';
            if (line.AfterBlank || lines[index - 1].Rule != 0) buffer[length++] = '\n';
        }
        else
        {
            from = line.Start;
        }

        lines.Text.AsSpan(from, line.End - from).CopyTo(buffer.AsSpan(length));
        length += line.End - from;
    }
}
