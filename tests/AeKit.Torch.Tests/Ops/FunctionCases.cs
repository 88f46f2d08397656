using F = TorchSharp.torch.nn.functional;
using static TorchSharp.torch.nn;

namespace AeKit.Torch.Tests.Ops;

/// <summary>The operations of Golden/generate_functions.py under the same names.</summary>
internal static class FunctionCases
{
    private static Tensor Counts(torch.ScalarType type) => tensor(new double[,] { { 0, 1, 4, 2 }, { 3, 0, 9, 1 }, { 2, 2, 0, 7 } }, type);

    internal static readonly Dictionary<string, Func<Tensor[], Tensor>> All = new()
    {
        ["einsum matrix product"] = x => einsum("ij,jk->ik", x),
        ["einsum implicit transposed"] = x => einsum("ba", x),
        ["einsum implicit product"] = x => einsum("ij, jk", x),
        ["einsum batches"] = x => einsum("bij,bjk->bik", x),
        ["einsum trace"] = x => einsum("ii", x),
        ["einsum diagonal"] = x => einsum("ii->i", x),
        ["einsum outer"] = x => einsum("i,j->ji", x),
        ["einsum inner"] = x => einsum("i,i->", x),
        ["einsum hadamard"] = x => einsum("ij,ij->ij", x),
        ["einsum sums"] = x => einsum("ijk,il->l", x),
        ["einsum three"] = x => einsum("ij,jk,kl->il", x),
        ["einsum bilinear"] = x => einsum("bn,anm,bm->ba", x),
        ["einsum ellipsis"] = x => einsum("...ij,...jk->...ik", x),
        ["einsum ellipsis broadcast"] = x => einsum("...j,ij", x),
        ["einsum diagonal of a product"] = x => einsum("bii,ij->bj", x),
        ["diagonal"] = x => x[0].diagonal(1, -1, 0),
        ["diagonal below"] = x => diagonal(x[0], -1),
        ["trace"] = x => trace(x[0]),
        ["pad constant"] = x => F.pad(x[0], (1, 2, 0, 3), value: 0.7),
        ["pad negative"] = x => F.pad(x[0], [-1L, 2, 1, -2]),
        ["pad reflect"] = x => F.pad(x[0], (2, 3, 1, 0), PaddingModes.Reflect),
        ["pad replicate"] = x => F.pad(x[0], (2, 7, 1, 0), PaddingModes.Replicate),
        ["pad circular"] = x => F.pad(x[0], (2, 4, 1, 5), PaddingModes.Circular),
        ["pad reflect line"] = x => F.pad(x[0], (3, 8), PaddingModes.Reflect),
        ["conv2d same"] = x => F.conv2d_padding(x[0], x[1], padding: Padding.Same),
        ["conv1d same"] = x => F.conv1d_padding(x[0], x[1], x[2], padding: Padding.Same, dilation: 2),
        ["conv_transpose1d"] = x => F.conv_transpose1d(x[0], x[1], null, 3, 1, 1),
        ["max_pool1d"] = x => F.max_pool1d(x[0], 3, 2, 1),
        ["avg_pool1d"] = x => F.avg_pool1d(x[0], 3, 2, 1, ceil_mode: true, count_include_pad: false),
        ["adaptive_avg_pool1d"] = x => F.adaptive_avg_pool1d(x[0], 4),
        ["adaptive_avg_pool2d"] = x => F.adaptive_avg_pool2d(x[0], (4, 2)),
        ["adaptive_avg_pool2d larger"] = x => F.adaptive_avg_pool2d(x[0], [3L, 7]),
        ["adaptive_max_pool1d"] = x => F.adaptive_max_pool1d(x[0], 4),
        ["adaptive_max_pool2d"] = x => F.adaptive_max_pool2d(x[0], [4, 3]),
        ["gaussian_nll_loss per row"] = x => F.gaussian_nll_loss(x[0], x[1], x[2], reduction: Reduction.None),
        ["gaussian_nll_loss sum"] = x => F.gaussian_nll_loss(x[0], x[1], x[2], reduction: Reduction.Sum),
        ["poisson_nll_loss"] = x => F.poisson_nll_loss(x[0], Counts(x[0].dtype)),
        ["poisson_nll_loss full"] = x => F.poisson_nll_loss(x[0], Counts(x[0].dtype), log_input: false, full: true, reduction: Reduction.Sum),
        ["cosine_similarity"] = x => F.cosine_similarity(x[0], x[1]),
        ["cosine_similarity dim 0"] = x => F.cosine_similarity(x[0], x[1], 0),
        ["pairwise_distance"] = x => F.pairwise_distance(x[0], x[1]),
        ["pairwise_distance 1"] = x => F.pairwise_distance(x[0], x[1], 1, keepdim: true),
        ["normalize"] = x => F.normalize(x[0]),
        ["normalize 3"] = x => F.normalize(x[0], 3, 2),
    };
}
