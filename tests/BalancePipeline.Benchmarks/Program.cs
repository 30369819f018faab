using BalancePipeline.Benchmarks;

return args switch
{
    ["story", "throughput", .. var connection] => await StoryThroughput.RunAsync(connection.FirstOrDefault()),
    ["roster", .. var connection] => await RosterSpeed.RunAsync(connection.FirstOrDefault()),
    ["plan", .. var connection] => await PlanningSpeed.RunAsync(connection.FirstOrDefault()),
    ["release", var replies, .. var connection] => await ReleaseSpeed.RunAsync(int.Parse(replies, System.Globalization.CultureInfo.InvariantCulture), connection.FirstOrDefault()),
    ["extraction", "speed", var cases] => ExtractionSpeed.Run(cases),
    ["extraction", "sizes"] => ExtractionSizes.Run(),
    ["scoring"] => await ScoringThroughput.RunAsync(),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        usage: dotnet run -c Release --project tests/BalancePipeline.Benchmarks -- COMMAND
          story throughput [CONNECTION]   replies a second from post to score, on SQLite or on the PostgreSQL database named
          roster [CONNECTION]             time for 100,000 rows, on SQLite or on the empty PostgreSQL database named
          plan [CONNECTION]               time and memory for 1,000,000 people of whom 1 % are due, likewise
          release REPLIES [CONNECTION]    time and memory for a week of so many scores, 50 a team, and for reading 52 weeks; likewise
          extraction speed CASES.jsonl    mails per second and bytes per mail over the plain cases of a file
          extraction sizes                time against size, 1 kB to 10 MB, for the worst inputs known
          scoring                         replies scored a second on one core, bytes, time against length, a lexicon pass under Node
        """);
    return 2;
}
