namespace BalancePipeline.Replies.Extraction;

/// <summary>Takes the phrases of one language after another apart into what is looked up.</summary>
internal sealed class LexiconBuilder
{
    private const int ShortestVerb = 4;
    private ulong _bit;

    internal Dictionary<string, Word> Words { get; } = new(StringComparer.OrdinalIgnoreCase);

    internal Dictionary<string, HeaderName> Headers { get; } = new(StringComparer.OrdinalIgnoreCase);

    internal Dictionary<string, string> SignOffs { get; } = new(StringComparer.OrdinalIgnoreCase);

    internal Dictionary<string, string> Separators { get; } = new(StringComparer.OrdinalIgnoreCase);

    internal List<Phrase> UnspacedVerbs { get; } = [];

    internal List<FooterPattern> UnspacedFooters { get; } = [];

    internal List<Phrase> UnspacedDisclaimers { get; } = [];

    internal List<string> Postscripts { get; } = [];

    internal List<string> Unsubscribe { get; } = [];

    internal List<string> Company { get; } = [];

    internal List<string> NoticeMail { get; } = [];

    internal List<string> NoticeSecrecy { get; } = [];

    internal void Add(Language language)
    {
        _bit = _bit == 0 ? 1 : _bit << 1;
        foreach (var attribution in language.Attributions) AddAttribution(attribution, language.Code);
        foreach (var (role, names) in language.Headers) AddHeaders(role, names, language.Code);
        foreach (var phrase in language.OriginalMessage.Concat(language.ForwardedMessage)) Separators.TryAdd(phrase.Trim(), language.Code);
        foreach (var noun in MailNouns(language)) Entry(noun).MailNoun = true;
        foreach (var signOff in language.SignOffs) SignOffs.TryAdd(signOff.Trim(), language.Code);
        foreach (var noun in language.SignOffNouns) Entry(noun).SignOff ??= language.Code;
        foreach (var footer in language.MobileFooters) AddFooter(FooterPattern.Parse(footer, language.Code));
        foreach (var disclaimer in language.Disclaimers) AddDisclaimer(new Phrase(disclaimer.Trim(), language.Code));
        foreach (var heading in language.Notices.Headings) Entry(Extraction.Words.First(heading).ToString()).NoticeHeadings.Add(new Phrase(heading, language.Code));
        foreach (var form in language.Months.SelectMany(forms => forms)) AddDateWord(form, month: true);
        foreach (var form in language.Weekdays.SelectMany(forms => forms)) AddDateWord(form, month: false);
        Postscripts.AddRange(language.Postscripts);
        Unsubscribe.AddRange(language.Unsubscribe);
        Company.AddRange(language.Company);
        NoticeMail.AddRange(language.Notices.Mail);
        NoticeSecrecy.AddRange(language.Notices.Secrecy);
    }

    /// <summary>A word that both kinds of separator share names a mail: "Original <b>Message</b>", "Forwarded <b>message</b>".</summary>
    private static IEnumerable<string> MailNouns(Language language) =>
        SplitWords(language.OriginalMessage).Intersect(SplitWords(language.ForwardedMessage), StringComparer.OrdinalIgnoreCase)
            .Where(word => word.Length >= ShortestVerb || word[0] >= Extraction.Words.FirstUnspaced);

    private static IEnumerable<string> SplitWords(IEnumerable<string> phrases) => phrases.SelectMany(phrase => LettersOf(phrase));

    private static IEnumerable<string> LettersOf(string text)
    {
        for (var start = 0; start < text.Length; start++)
        {
            if (!Extraction.Words.IsWordCharacter(text[start])) continue;
            var end = start;
            while (end < text.Length && Extraction.Words.IsWordCharacter(text[end])) end++;
            yield return text[start..end];
            start = end;
        }
    }

    /// <summary>
    /// "On {date} at {time}, {name} wrote:" gives the opener "On", the word of a date "at" and the verb "wrote".
    /// Order and commas are not kept: clients vary them from version to version.
    /// </summary>
    private void AddAttribution(string pattern, string code)
    {
        var parts = Slots.Parse(pattern);
        for (var i = 0; i < parts.Count; i++)
        {
            if (parts[i].Slot is not null) continue;
            var words = LettersOf(parts[i].Text).ToList();
            var next = i + 1 < parts.Count ? parts[i + 1].Slot : null;
            var last = i > 0 ? parts[i - 1].Slot : null;
            if (i == 0 && words.Count > 0) Entry(words[0]).Openers |= _bit;
            foreach (var word in i == 0 && next == "date" ? words.Skip(1) : words)
            {
                if ((i == 0 && next == "date") || (last == "date" && next == "time")) Entry(word).OfDate = true;
                else if (word[0] >= Extraction.Words.FirstUnspaced) AddUnspacedVerb(word, code);
                else if (word.Length >= (char.IsLower(word[0]) || char.IsUpper(word[0]) ? ShortestVerb : 3)) Entry(word).Verbs |= _bit;
            }
        }
    }

    private void AddUnspacedVerb(string word, string code)
    {
        Entry(word).Verbs |= _bit;
        if (word.Length >= 2 && UnspacedVerbs.All(known => known.Text != word)) UnspacedVerbs.Add(new Phrase(word, code));
    }

    private void AddHeaders(string role, string[] names, string code)
    {
        foreach (var name in names) Headers.TryAdd(name.Trim(), new HeaderName(HeaderName.RoleOf(role), Rules.HeaderBlock(code)));
    }

    private void AddFooter(FooterPattern footer)
    {
        var anchor = footer.Prefix.Length > 0 ? Extraction.Words.First(footer.Prefix) : Extraction.Words.Last(footer.Suffix);
        if (anchor.IsEmpty) return;
        if (anchor[0] >= Extraction.Words.FirstUnspaced) UnspacedFooters.Add(footer);
        else (footer.Prefix.Length > 0 ? Entry(anchor.ToString()).FootersFrom : Entry(anchor.ToString()).FootersTo).Add(footer);
    }

    private void AddDisclaimer(Phrase phrase)
    {
        var first = Extraction.Words.First(phrase.Text);
        if (first.IsEmpty) return;
        if (first[0] >= Extraction.Words.FirstUnspaced) UnspacedDisclaimers.Add(phrase);
        else Entry(first.ToString()).Disclaimers.Add(phrase);
    }

    private void AddDateWord(string form, bool month)
    {
        if (LettersOf(form).ToList() is not [var word]) return;
        var entry = Entry(word);
        entry.OfDate = true;
        entry.Month |= month;
    }

    private Word Entry(string word)
    {
        if (!Words.TryGetValue(word, out var entry)) Words[word] = entry = new Word();
        return entry;
    }
}
