using BalancePipeline.Benchmarks;

return args switch
{
    ["story", "throughput", .. var connection] => await StoryThroughput.RunAsync(connection.FirstOrDefault()),
    ["scoring"] => await ScoringThroughput.RunAsync(),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        usage: dotnet run -c Release --project tests/BalancePipeline.Benchmarks -- COMMAND
          story throughput [CONNECTION]   replies a second from post to score, on SQLite or on the PostgreSQL database named
          scoring                         replies scored a second on one core, bytes, time against length, a lexicon pass under Node
        """);
    return 2;
}
