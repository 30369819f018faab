using BalancePipeline.Replies;
using BalancePipeline.Wording;
using FsCheck;
using FsCheck.Fluent;

namespace BalancePipeline.Tests.Replies.Intake;

public sealed class ReplyCommandsTests
{
    [Theory]
    [InlineData("stop", ReplyCommandKind.Stop)]
    [InlineData("STOP!", ReplyCommandKind.Stop)]
    [InlineData("Please stop.", ReplyCommandKind.Stop)]
    [InlineData("Stopp, danke", ReplyCommandKind.Stop)]
    [InlineData("Abmelden", ReplyCommandKind.Stop)]
    [InlineData("Arrête, s’il te plaît", ReplyCommandKind.Stop)]
    [InlineData("Darme de baja, por favor", ReplyCommandKind.Stop)]
    [InlineData("Unsubscribe me, thanks.", ReplyCommandKind.Stop)]
    [InlineData("Désabonnez-moi", ReplyCommandKind.Stop)]
    [InlineData("delete", ReplyCommandKind.Delete)]
    [InlineData("Please delete all my data", ReplyCommandKind.Delete)]
    [InlineData("Lösche alles", ReplyCommandKind.Delete)]
    [InlineData("Supprimer mes données", ReplyCommandKind.Delete)]
    [InlineData("borrar todo", ReplyCommandKind.Delete)]
    [InlineData("resume", ReplyCommandKind.Resume)]
    [InlineData("weiter", ReplyCommandKind.Resume)]
    [InlineData("Reprendre", ReplyCommandKind.Resume)]
    [InlineData("seguir", ReplyCommandKind.Resume)]
    [InlineData("page", ReplyCommandKind.Page)]
    [InlineData("Meine Seite", ReplyCommandKind.Page)]
    [InlineData("pa\u0301gina", ReplyCommandKind.Page)]
    public void A_word_alone_is_a_command(string text, ReplyCommandKind kind) => Assert.Equal(new ReplyCommand(kind), ReplyCommands.Read(text));

    [Theory]
    [InlineData("en")]
    [InlineData("de")]
    [InlineData("fr")]
    [InlineData("es")]
    public void What_mails_say_can_be_written_is_understood(string language)
    {
        var words = Words.For(language);
        var named = Quoted(words["mail.commands"]).Concat(Quoted(words["notice.paused-open.text"])).ToList();

        Assert.True(named.Count >= 5);
        Assert.All(named, command => Assert.NotNull(ReplyCommands.Read(command)));
    }

    [Theory]
    [InlineData("pause", null)]
    [InlineData("Pause two weeks", 14)]
    [InlineData("pause for 2 weeks please", 14)]
    [InlineData("pause for a week", 7)]
    [InlineData("Pause zwei Wochen", 14)]
    [InlineData("Bitte pausieren für drei Tage", 3)]
    [InlineData("Pause de deux semaines", 14)]
    [InlineData("pausa durante un mes", 30)]
    [InlineData("pausa 10 días", 10)]
    public void A_pause_may_name_its_length(string text, int? days) =>
        Assert.Equal(new ReplyCommand(ReplyCommandKind.Pause, days), ReplyCommands.Read(text));

    [Theory]
    [InlineData("We should stop doing status meetings.")]
    [InlineData("Stop the line, that is what I did.")]
    [InlineData("I deleted my old branches")]
    [InlineData("pause and think")]
    [InlineData("pause two")]
    [InlineData("pause 900 weeks")]
    [InlineData("pause 0 days")]
    [InlineData("No")]
    [InlineData("Nothing to delete")]
    [InlineData("We wrote the page")]
    [InlineData("")]
    [InlineData("!?")]
    public void Whatever_is_not_plainly_a_command_is_an_answer(string text) => Assert.Null(ReplyCommands.Read(text));

    private static IEnumerable<string> Quoted(string text) =>
        text.Split('“', '”', '„', '«', '»').Where((_, index) => index % 2 == 1).Select(quoted => quoted.Trim());

    [Fact]
    public void No_text_breaks_it_and_no_long_one_is_a_command() => Prop.ForAll(
        ArbMap.Default.ArbFor<string>().Filter(text => text is not null),
        text => ReplyCommands.Read(text) is null || text.Length <= 60).QuickCheckThrowOnFailure();
}
