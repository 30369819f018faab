using BalancePipeline.Benchmarks;

return args switch
{
    ["story", "throughput", .. var connection] => await StoryThroughput.RunAsync(connection.FirstOrDefault()),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        usage: dotnet run -c Release --project tests/BalancePipeline.Benchmarks -- COMMAND
          story throughput [CONNECTION]   replies a second from post to score, on SQLite or on the PostgreSQL database named
        """);
    return 2;
}
