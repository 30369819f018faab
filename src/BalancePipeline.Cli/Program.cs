using System.CommandLine;
using BalancePipeline.Cli;
using BalancePipeline.Cli.Commands;

var root = new RootCommand("Reflection prompts by e-mail, scored replies, and team insights that never show a person.")
{
    DemoCommand.Create(),
    RunCommand.Create(),
    MigrateCommand.Create(),
    RosterCommand.Create(),
    TeamCommand.Create(),
    ParticipantCommand.Create(),
    PromptCommand.Create(),
    StatusCommand.Create(),
    PoisonCommand.Create(),
    ReplyCommand.Create(),
    ReleaseCommand.Create(),
    InsightsCommand.Create(),
    TokenCommand.Create(),
    ExtractCommand.Create(),
    ScoreCommand.Create(),
};

return await CommandLine.RunAsync(root, args);
