using AeKit.Data;
using TorchSharp;

namespace AeKit.Tests.Data;

public sealed class KarateClubTests
{
    // Of each member the number of friends, from Zachary's figure 3.
    private static readonly double[] Degrees = [16, 9, 10, 6, 3, 4, 4, 4, 5, 2, 3, 1, 2, 5, 2, 2, 2, 2, 2, 3, 2, 2, 2, 5, 3, 3, 2, 4, 3, 4, 4, 6, 12, 17];

    [Fact]
    public void Has_34_members_and_78_friendships_and_two_factions_of_17()
    {
        using Dataset club = KarateClub.Load();

        Assert.Equal(78, KarateClub.Edges.Count);
        Assert.Equal(78, KarateClub.Edges.Distinct().Count());
        Assert.Equal([34, 34], club.Features.shape);
        Assert.Equal(17, club.Labels!.ToInt64Array().Sum());
        Assert.Equal((0L, 1L), (club.Labels![0].item<long>(), club.Labels[33].item<long>()));
    }

    [Fact]
    public void The_adjacency_is_symmetric_and_has_the_published_degrees()
    {
        using Dataset club = KarateClub.Load();

        Assert.Equal(club.Features.ToArray(), club.Features.t().ToArray());
        Assert.Equal(0, club.Features.diagonal().sum().item<float>());
        Assert.Equal(Degrees, club.Features.sum(1).ToArray().Select(degree => (double)degree));
    }

    [Fact]
    public void It_has_45_triangles()
    {
        using Dataset club = KarateClub.Load();

        var a = club.Features;
        Assert.Equal(45 * 6, a.matmul(a).matmul(a).diagonal().sum().item<float>());
    }
}
