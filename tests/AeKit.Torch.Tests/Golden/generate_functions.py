#!/usr/bin/env python3
"""Writes functions.json beside this script with PyTorch, see generate.py: further operations, in the same form as ops.json."""
import torch
import torch.nn.functional as F

from generate import case, write


def functions():
    torch.manual_seed(17)
    a, b, d = torch.randn(3, 4), torch.randn(4, 5), torch.randn(5, 2)
    s, t, u = torch.randn(4, 4), torch.randn(2, 3, 4), torch.randn(2, 4, 5)
    v, w = torch.randn(4), torch.randn(3)
    x, x1 = torch.randn(2, 3, 6, 5), torch.randn(2, 4, 9)
    k, k1, kt1 = torch.randn(4, 3, 3, 2), torch.randn(5, 4, 4), torch.randn(4, 3, 4)
    bias = torch.randn(5)
    positive, counts = torch.rand(3, 4) + 0.3, torch.tensor([[0.0, 1, 4, 2], [3, 0, 9, 1], [2, 2, 0, 7]])
    cases = [
        case("einsum matrix product", lambda x, y: torch.einsum("ij,jk->ik", x, y), a, b),
        case("einsum implicit transposed", lambda x: torch.einsum("ba", x), a),
        case("einsum implicit product", lambda x, y: torch.einsum("ij,jk", x, y), a, b),
        case("einsum batches", lambda x, y: torch.einsum("bij,bjk->bik", x, y), t, u),
        case("einsum trace", lambda x: torch.einsum("ii", x), s),
        case("einsum diagonal", lambda x: torch.einsum("ii->i", x), s),
        case("einsum outer", lambda x, y: torch.einsum("i,j->ji", x, y), v, w),
        case("einsum inner", lambda x, y: torch.einsum("i,i->", x, y), v, s[0].clone()),
        case("einsum hadamard", lambda x, y: torch.einsum("ij,ij->ij", x, y), s, s.t().clone()),
        case("einsum sums", lambda x, y: torch.einsum("ijk,il->l", x, y), t, torch.randn(2, 5)),
        case("einsum three", lambda x, y, z: torch.einsum("ij,jk,kl->il", x, y, z), a, b, d),
        case("einsum bilinear", lambda x, y, z: torch.einsum("bn,anm,bm->ba", x, y, z), torch.randn(2, 3), torch.randn(5, 3, 4), torch.randn(2, 4)),
        case("einsum ellipsis", lambda x, y: torch.einsum("...ij,...jk->...ik", x, y), t, u),
        case("einsum ellipsis broadcast", lambda x, y: torch.einsum("...j,ij", x, y), x[:, :, :, :4].clone(), s),
        case("einsum diagonal of a product", lambda x, y: torch.einsum("bii,ij->bj", x, y), torch.randn(2, 4, 4), b),
        case("diagonal", lambda x: x.diagonal(1, -1, 0), t),
        case("diagonal below", lambda x: torch.diagonal(x, -1), a),
        case("trace", torch.trace, s),
        case("pad constant", lambda x: F.pad(x, (1, 2, 0, 3), value=0.7), x),
        case("pad negative", lambda x: F.pad(x, (-1, 2, 1, -2)), x),
        case("pad reflect", lambda x: F.pad(x, (2, 3, 1, 0), "reflect"), x),
        case("pad replicate", lambda x: F.pad(x, (2, 7, 1, 0), "replicate"), x),
        case("pad circular", lambda x: F.pad(x, (2, 4, 1, 5), "circular"), x),
        case("pad reflect line", lambda x: F.pad(x, (3, 8), "reflect"), x1),
        case("conv2d same", lambda x, k: F.conv2d(x, k, padding="same"), x, k),
        case("conv1d same", lambda x, k, b: F.conv1d(x, k, b, padding="same", dilation=2), x1, k1, bias),
        case("conv_transpose1d", lambda x, k: F.conv_transpose1d(x, k, None, 3, 1, 1), x1, kt1),
        case("max_pool1d", lambda x: F.max_pool1d(x, 3, 2, 1), x1),
        case("avg_pool1d", lambda x: F.avg_pool1d(x, 3, 2, 1, True, False), x1),
        case("adaptive_avg_pool1d", lambda x: F.adaptive_avg_pool1d(x, 4), x1),
        case("adaptive_avg_pool2d", lambda x: F.adaptive_avg_pool2d(x, (4, 2)), x),
        case("adaptive_avg_pool2d larger", lambda x: F.adaptive_avg_pool2d(x, (3, 7)), x[0].clone()),
        case("adaptive_max_pool1d", lambda x: F.adaptive_max_pool1d(x, 4), x1),
        case("adaptive_max_pool2d", lambda x: F.adaptive_max_pool2d(x, (4, 3)), x),
        case("gaussian_nll_loss per row", lambda x, y, v: F.gaussian_nll_loss(x, y, v, reduction="none"), a, a + 0.3, torch.rand(3) + 0.2),
        case("gaussian_nll_loss sum", lambda x, y, v: F.gaussian_nll_loss(x, y, v, reduction="sum"), a, a * 0.3, torch.rand(3, 1) + 0.2),
        case("poisson_nll_loss", lambda x: F.poisson_nll_loss(x, counts), a),
        case("poisson_nll_loss full", lambda x: F.poisson_nll_loss(x, counts, False, full=True, reduction="sum"), positive),
        case("cosine_similarity", lambda x, y: F.cosine_similarity(x, y), a, positive),
        case("cosine_similarity dim 0", lambda x, y: F.cosine_similarity(x, y, 0), t, t.flip(0) + 1),
        case("pairwise_distance", lambda x, y: F.pairwise_distance(x, y), a, positive),
        case("pairwise_distance 1", lambda x, y: F.pairwise_distance(x, y, 1, keepdim=True), a, positive),
        case("normalize", lambda x: F.normalize(x), a),
        case("normalize 3", lambda x: F.normalize(x, 3, 2), t),
        case("celu", lambda x: F.celu(x, 0.7), t * 2),
        case("selu", F.selu, t * 2),
        case("relu6", F.relu6, t * 6),
        case("hardtanh", lambda x: F.hardtanh(x, -0.5, 0.8), t),
        case("hardsigmoid", F.hardsigmoid, t * 3),
        case("hardswish", F.hardswish, t * 3),
        case("hardshrink", lambda x: F.hardshrink(x, 0.6), t),
        case("softshrink", lambda x: F.softshrink(x, 0.6), t),
        case("softsign", F.softsign, t * 2),
        case("tanhshrink", F.tanhshrink, t * 2),
        case("threshold", lambda x: F.threshold(x, 0.3, -2.0), t),
        case("mish", F.mish, t * 5),
        case("glu", lambda x: F.glu(x), t),
        case("glu dim 0", lambda x: F.glu(x, 0), t),
        case("prelu", F.prelu, t, torch.rand(3)),
        case("prelu one", F.prelu, t, torch.rand(1)),
        case("softmin", lambda x: F.softmin(x, 1), t),
        case("softmax2d", torch.nn.Softmax2d(), x),
        case("group_norm", lambda x, w, b: F.group_norm(x, 3, w, b), torch.randn(2, 6, 3, 2), torch.randn(6), torch.randn(6)),
        case("instance_norm", lambda x, w, b: F.instance_norm(x, weight=w, bias=b), x, torch.randn(3), torch.randn(3)),
        case("pixel_shuffle", lambda x: F.pixel_shuffle(x, 2), torch.randn(2, 12, 2, 3)),
        case("pixel_unshuffle", lambda x: F.pixel_unshuffle(x, 3), torch.randn(2, 2, 3, 6)),
        case("interpolate nearest", lambda x: F.interpolate(x, scale_factor=2), x),
        case("interpolate nearest size", lambda x: F.interpolate(x, (4, 13)), x),
        case("interpolate nearest factor", lambda x: F.interpolate(x, scale_factor=(1.7, 0.6)), x),
        case("interpolate bilinear", lambda x: F.interpolate(x, scale_factor=2, mode="bilinear"), x),
        case("interpolate bilinear corners", lambda x: F.interpolate(x, (9, 3), mode="bilinear", align_corners=True), x),
        case("interpolate bilinear recomputed", lambda x: F.interpolate(x, scale_factor=(1.7, 0.7), mode="bilinear", recompute_scale_factor=True), x),
        case("interpolate linear", lambda x: F.interpolate(x, scale_factor=1.6, mode="linear"), x1),
    ]
    write("functions.json", {"constants": {}, "cases": cases})


if __name__ == "__main__":
    functions()
