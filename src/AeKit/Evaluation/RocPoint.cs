namespace AeKit.Evaluation;

/// <summary>One threshold of a score: who scores at least as much is called positive.</summary>
/// <param name="Threshold">The least score of a call; +∞ calls nobody.</param>
/// <param name="FalsePositiveRate">The share of negatives that are called, from 0 to 1.</param>
/// <param name="TruePositiveRate">The share of positives that are called, from 0 to 1.</param>
public readonly record struct RocPoint(double Threshold, double FalsePositiveRate, double TruePositiveRate);
