using static TorchSharp.torch;

namespace AeKit.Data;

/// <summary>
/// Who met whom outside the karate club of a university that split in two: 34 members, 78 friendships (W. Zachary,
/// "An information flow model for conflict and fission in small groups", Journal of Anthropological Research 33, 1977,
/// figure 3). Members are numbered from 0: 0 is the instructor, 33 the club's president.
/// </summary>
public static class KarateClub
{
    private const int Members = 34;

    // For each member the friends with a higher number.
    private static readonly int[][] LaterFriends =
    [
        [1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 17, 19, 21, 31],
        [2, 3, 7, 13, 17, 19, 21, 30],
        [3, 7, 8, 9, 13, 27, 28, 32],
        [7, 12, 13],
        [6, 10],
        [6, 10, 16],
        [16],
        [],
        [30, 32, 33],
        [33],
        [], [], [],
        [33],
        [32, 33],
        [32, 33],
        [], [],
        [32, 33],
        [33],
        [32, 33],
        [],
        [32, 33],
        [25, 27, 29, 32, 33],
        [25, 27, 31],
        [31],
        [29, 33],
        [33],
        [31, 33],
        [32, 33],
        [32, 33],
        [32, 33],
        [33],
        [],
    ];

    private static readonly int[] Instructors = [0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 16, 17, 19, 21];

    /// <summary>The friendships, each once, the lower number first.</summary>
    public static IReadOnlyList<(int A, int B)> Edges { get; } =
        [.. LaterFriends.SelectMany((friends, member) => friends.Select(friend => (member, friend)))];

    /// <summary>The graph as examples: of each member its row of the adjacency matrix.</summary>
    /// <returns>Features (34, 34), 1 for a friend and 0 otherwise, zero on the diagonal; label 0 who stayed with the instructor, 1 who went with the president.</returns>
    public static Dataset Load()
    {
        var adjacency = new float[Members, Members];
        foreach (var (a, b) in Edges)
            adjacency[a, b] = adjacency[b, a] = 1;
        long[] labels = [.. Enumerable.Range(0, Members).Select(member => Instructors.Contains(member) ? 0L : 1L)];
        return new Dataset(
            "karate club",
            tensor(adjacency),
            tensor(labels),
            valueRange: (0, 1),
            source: "W. Zachary: An information flow model for conflict and fission in small groups. Journal of Anthropological Research 33, 1977");
    }
}
