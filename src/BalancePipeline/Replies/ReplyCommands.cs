using System.Globalization;
using System.Text;

namespace BalancePipeline.Replies;

/// <summary>Tells a reply that is nothing but a command, in any of the four languages, from an answer. Whatever is not plainly a command is an answer.</summary>
public static class ReplyCommands
{
    private const int MostLetters = 60;
    private const int MostDays = 366;

    private static readonly Dictionary<string, ReplyCommandKind> Phrases = Invert(new()
    {
        [ReplyCommandKind.Stop] =
        [
            "stop", "unsubscribe", "unsubscribe me", "remove me", "opt out", "stop it", "stop asking", "no more mails", "no more emails", "no more questions",
            "stopp", "abmelden", "melde mich ab", "abbestellen", "keine mails mehr", "keine fragen mehr",
            "arrêter", "arrete", "arrête", "arrêt", "désabonner", "me désabonner", "désabonne moi", "désabonnez moi", "désinscription", "plus de mails", "plus de questions",
            "parar", "para", "basta", "darme de baja", "dame de baja", "baja", "cancelar suscripción", "no más correos", "no más preguntas",
        ],
        [ReplyCommandKind.Delete] =
        [
            "delete", "delete me", "delete my data", "delete all", "delete all my data", "delete everything", "erase", "erase me", "erase my data", "erase everything",
            "löschen", "lösche alles", "alles löschen", "meine daten löschen", "alle meine daten löschen", "lösche meine daten", "lösch mich",
            "supprimer", "supprime tout", "tout supprimer", "effacer", "efface tout", "tout effacer", "supprimer mes données", "supprime mes données", "effacer mes données", "efface mes données",
            "borrar", "borra todo", "borrar todo", "borrar mis datos", "borra mis datos", "eliminar", "eliminar todo", "eliminar mis datos", "elimina mis datos", "suprimir",
        ],
        [ReplyCommandKind.Resume] =
        [
            "resume", "start", "start again", "continue", "weiter", "fortsetzen", "weitermachen", "wieder anfangen",
            "reprendre", "reprends", "continuer", "recommencer", "seguir", "reanudar", "continuar", "volver a empezar",
        ],
        [ReplyCommandKind.Page] =
        [
            "page", "my page", "link", "my link", "seite", "meine seite", "ma page", "mon lien", "lien", "página", "pagina", "mi página", "enlace", "mi enlace",
        ],
    });

    private static readonly HashSet<string> Pauses = ["pause", "pausieren", "pausiere", "pauser", "pausa", "pausar", "pausá"];
    private static readonly HashSet<string> Fillers = ["for", "für", "fuer", "pendant", "durante", "por", "de", "me", "a", "the", "next", "please", "bitte"];
    private static readonly string[] Courtesies = ["s'il te plaît", "s'il vous plaît", "por favor", "please", "bitte", "merci", "gracias", "thanks", "thank you", "danke", "stp", "svp"];

    private static readonly Dictionary<string, int> Numbers = new()
    {
        ["one"] = 1,
        ["two"] = 2,
        ["three"] = 3,
        ["four"] = 4,
        ["five"] = 5,
        ["six"] = 6,
        ["eight"] = 8,
        ["ein"] = 1,
        ["eine"] = 1,
        ["einen"] = 1,
        ["zwei"] = 2,
        ["drei"] = 3,
        ["vier"] = 4,
        ["fünf"] = 5,
        ["sechs"] = 6,
        ["acht"] = 8,
        ["un"] = 1,
        ["une"] = 1,
        ["deux"] = 2,
        ["trois"] = 3,
        ["quatre"] = 4,
        ["cinq"] = 5,
        ["huit"] = 8,
        ["una"] = 1,
        ["dos"] = 2,
        ["tres"] = 3,
        ["cuatro"] = 4,
        ["cinco"] = 5,
        ["seis"] = 6,
        ["ocho"] = 8,
        ["a"] = 1,
        ["an"] = 1,
    };

    private static readonly Dictionary<string, int> Units = new()
    {
        ["day"] = 1,
        ["days"] = 1,
        ["week"] = 7,
        ["weeks"] = 7,
        ["month"] = 30,
        ["months"] = 30,
        ["tag"] = 1,
        ["tage"] = 1,
        ["tagen"] = 1,
        ["woche"] = 7,
        ["wochen"] = 7,
        ["monat"] = 30,
        ["monate"] = 30,
        ["monaten"] = 30,
        ["jour"] = 1,
        ["jours"] = 1,
        ["semaine"] = 7,
        ["semaines"] = 7,
        ["mois"] = 30,
        ["día"] = 1,
        ["dia"] = 1,
        ["días"] = 1,
        ["dias"] = 1,
        ["semana"] = 7,
        ["semanas"] = 7,
        ["mes"] = 30,
        ["meses"] = 30,
    };

    /// <summary>The command that a reply's whole text is, or null for an answer.</summary>
    public static ReplyCommand? Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > MostLetters) return null;
        var phrase = Plain(text);
        foreach (var courtesy in Courtesies)
        {
            if (phrase.StartsWith(courtesy + ' ', StringComparison.Ordinal)) phrase = phrase[(courtesy.Length + 1)..];
            if (phrase.EndsWith(' ' + courtesy, StringComparison.Ordinal)) phrase = phrase[..^(courtesy.Length + 1)];
        }

        return Phrases.TryGetValue(phrase, out var kind) ? new ReplyCommand(kind) : Pause(phrase.Split(' '));
    }

    /// <summary>A word for pausing, then nothing or a number and a unit.</summary>
    private static ReplyCommand? Pause(string[] words)
    {
        if (!Pauses.Contains(words[0])) return null;
        if (words.Length == 1) return new ReplyCommand(ReplyCommandKind.Pause);
        if (!Units.TryGetValue(words[^1], out var unit)) return null;
        var between = words[1..^1];
        var fillers = between.TakeWhile(word => Fillers.Contains(word) && (word != "a" || between.Length > 1)).Count();
        var count = between[fillers..] switch
        {
            [] => 1,
            [var one] when Numbers.TryGetValue(one, out var known) => known,
            [var one] when int.TryParse(one, NumberStyles.None, CultureInfo.InvariantCulture, out var digits) && digits > 0 => digits,
            _ => 0,
        };
        return count is > 0 and <= MostDays && count * unit <= MostDays ? new ReplyCommand(ReplyCommandKind.Pause, count * unit) : null;
    }

    /// <summary>Lower case, one space between words, no marks around them; the apostrophe of French stays.</summary>
    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var letter in text.Normalize(NormalizationForm.FormC))
        {
            if (char.IsLetterOrDigit(letter)) plain.Append(char.ToLowerInvariant(letter));
            else if (letter is '\'' or '\u2019') plain.Append('\'');
            else if (plain.Length > 0 && plain[^1] != ' ') plain.Append(' ');
        }

        return plain.ToString().Trim(' ', '\'');
    }

    private static Dictionary<string, ReplyCommandKind> Invert(Dictionary<ReplyCommandKind, string[]> phrases) =>
        phrases.SelectMany(pair => pair.Value.Select(phrase => (phrase, pair.Key))).ToDictionary(pair => pair.phrase, pair => pair.Key);
}
