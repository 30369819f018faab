namespace BalancePipeline.Replies.Extraction;

/// <summary>
/// What speaks for a text being the line that introduces a quoted mail: who, when, and a verb such as "wrote".
/// Every client and language orders these in its own way; that they come together is what they share.
/// </summary>
internal struct AttributionEvidence
{
    /// <summary>Languages in which the first word begins such a line.</summary>
    public ulong Openers;

    /// <summary>Languages that have one of its words as the verb.</summary>
    public ulong Verbs;

    /// <summary>Whether it names a day or a time.</summary>
    public bool Date;

    /// <summary>Runs of digits outside addresses: a day, a month, a year, an hour, a minute.</summary>
    public int Numbers;

    /// <summary>Whether it names a four-digit year.</summary>
    public bool Year;

    /// <summary>Whether it holds an e-mail address.</summary>
    public bool Address;

    /// <summary>Whether it ends with a colon.</summary>
    public bool Colon;

    /// <summary>Whether its last word is a verb.</summary>
    public bool VerbLast;

    /// <summary>Whether only an address is at its end.</summary>
    public bool AddressLast;

    /// <summary>Words outside addresses.</summary>
    public int Words;

    /// <summary>Words before the first sign of a date; large when there is none.</summary>
    public int WordsBeforeDate;

    /// <summary>Whether it begins with a number or the name of a day or month.</summary>
    public bool DateFirst;

    /// <summary>Words before the first address; large when there is none.</summary>
    public int WordsBeforeAddress;

    /// <summary>Words in lower case that belong neither to dates nor to such lines: prose.</summary>
    public int Prose;

    internal static AttributionEvidence Read(ReadOnlySpan<char> text)
    {
        var reader = new Reader(text);
        reader.Run();
        return reader.Evidence;
    }

    private static readonly System.Buffers.SearchValues<char> TokenEnds = System.Buffers.SearchValues.Create(" \t\u00a0<>()[]\"");

    private ref struct Reader(ReadOnlySpan<char> text)
    {
        public AttributionEvidence Evidence = new() { WordsBeforeDate = int.MaxValue, WordsBeforeAddress = int.MaxValue };
        private readonly ReadOnlySpan<char> _text = text;
        private int _position;
        private bool _month;
        private bool _clock;
        private bool _unspaced;

        internal void Run()
        {
            while (_position < _text.Length) Step();
            Evidence.Colon = _text.TrimEnd().EndsWith(':') || _text.TrimEnd().EndsWith('：');
            Evidence.Date = _clock || (Evidence.Year && Evidence.Numbers >= 2) || (_month && Evidence.Numbers >= 1);
            if (!_unspaced) return;
            foreach (var verb in Lexicon.UnspacedVerbs)
            {
                if (!_text.Contains(verb.Text, StringComparison.Ordinal)) continue;
                Evidence.Verbs |= Lexicon.Find(verb.Text)?.Verbs ?? 0;
                Evidence.VerbLast |= _text.TrimEnd(" :：").EndsWith(verb.Text, StringComparison.Ordinal);
            }
        }

        private void Step()
        {
            var rest = _text[_position..];
            var c = rest[0];
            if (c is '<' or '(' && Enclosed(rest, c == '<' ? '>' : ')')) return;
            if (c is '"' or '“' or '„' or '«' && Named(rest, c)) return;
            if (char.IsDigit(c) || Extraction.Words.IsWordCharacter(c))
            {
                var token = Token(rest);
                if (token.Contains('@')) Addressed(token.Length);
                else if (char.IsDigit(c)) Number(rest);
                else Letters(rest);
                return;
            }

            _position++;
        }

        /// <summary>An address in brackets; other brackets are read as words.</summary>
        private bool Enclosed(ReadOnlySpan<char> rest, char close)
        {
            var end = rest.IndexOf(close);
            if (end < 0 || !rest[..end].Contains('@')) return false;
            Addressed(end + 1);
            return true;
        }

        /// <summary>A name in quotation marks counts as one word.</summary>
        private bool Named(ReadOnlySpan<char> rest, char open)
        {
            var end = rest[1..].IndexOf(open switch { '“' => '”', '„' => '“', '«' => '»', _ => '"' });
            if (end < 0) return false;
            if (rest[1..(end + 1)].Contains('@')) Addressed(end + 2);
            else _position += end + 2;
            Evidence.Words++;
            Evidence.VerbLast = Evidence.AddressLast = false;
            return true;
        }

        private void Addressed(int length)
        {
            Evidence.Address = Evidence.AddressLast = true;
            Evidence.VerbLast = false;
            Evidence.WordsBeforeAddress = Math.Min(Evidence.WordsBeforeAddress, Evidence.Words);
            _position += length;
        }

        private void Number(ReadOnlySpan<char> rest)
        {
            var length = 0;
            while (length < rest.Length && char.IsDigit(rest[length])) length++;
            Evidence.Numbers++;
            Evidence.Year |= length == 4 && (rest.StartsWith("19") || rest.StartsWith("20"));
            if (length <= 4 && length + 1 < rest.Length && rest[length] is ':' or '.' or '/' or '-' or '：' or '时' or '時' or '시'
                && (char.IsDigit(rest[length + 1]) || rest[length] > 'z')) _clock = true;
            Evidence.Year |= length + 1 < rest.Length && rest[length] is '年' or '년';
            Evidence.WordsBeforeDate = Math.Min(Evidence.WordsBeforeDate, Evidence.Words);
            Evidence.DateFirst |= Evidence.Words == 0;
            Evidence.VerbLast = Evidence.AddressLast = false;
            _position += length;
        }

        private void Letters(ReadOnlySpan<char> rest)
        {
            var length = 0;
            while (length < rest.Length && (Extraction.Words.IsWordCharacter(rest[length]) || (rest[length] is '\'' or '’' or '.' && length > 0 && length + 1 < rest.Length && Extraction.Words.IsWordCharacter(rest[length + 1])))) length++;
            var letters = rest[..length];
            var word = Lexicon.Find(letters);
            _unspaced |= letters[0] >= Extraction.Words.FirstUnspaced;
            if (Evidence.Words == 0 && _position == FirstLetter()) Evidence.Openers = word?.Openers ?? 0;
            if (word is { OfDate: true } && (word.Month || !char.IsLower(letters[0]) || length <= 3))
            {
                _month |= word.Month;
                Evidence.DateFirst |= Evidence.Words == 0;
                if (word.Openers == 0) Evidence.WordsBeforeDate = Math.Min(Evidence.WordsBeforeDate, Evidence.Words);
            }

            Evidence.Verbs |= word?.Verbs ?? 0;
            Evidence.VerbLast = word is { Verbs: not 0 };
            if (Evidence.Verbs == 0 || word is null) Evidence.AddressLast = false;
            if (char.IsLower(letters[0]) && length > 1 && (word is null || (word.Verbs == 0 && word.Openers == 0 && !word.OfDate))) Evidence.Prose++;
            Evidence.Words++;
            _position += length;
        }

        private readonly int FirstLetter()
        {
            var i = 0;
            while (i < _text.Length && !Extraction.Words.IsWordCharacter(_text[i])) i++;
            return i;
        }

        private static ReadOnlySpan<char> Token(ReadOnlySpan<char> rest)
        {
            var end = rest.IndexOfAny(TokenEnds);
            return end < 0 ? rest : rest[..end];
        }
    }
}
