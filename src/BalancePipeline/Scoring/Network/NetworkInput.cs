namespace BalancePipeline.Scoring.Network;

/// <summary>What the network is told of each token.</summary>
/// <param name="Vector">Row of the word's vector in the table; -1 where there is none.</param>
/// <param name="Bucket">Bucket of the word's hash.</param>
/// <param name="State">The clause's state at this token: actor, negation, mode, turn.</param>
/// <param name="Cues">A bit for each cue of the patterns that match here.</param>
internal readonly record struct NetworkInput(int Vector, int Bucket, int State, uint Cues);
