namespace TorchSharp.Optim;

/// <summary>The momentum of a group of parameters, or what stands for it: the first decay rate of Adam and its kin.</summary>
internal static class CycledMomentum
{
    internal static void Require(IEnumerable<torch.optim.ILearningRateController> groups)
    {
        if (!groups.All(g => g is torch.optim.IMomentum or torch.optim.IBetas))
            throw new ArgumentException("The optimiser has no momentum to cycle; pass cycle_momentum: false.");
    }

    internal static void Set(torch.optim.ILearningRateController group, double momentum)
    {
        if (group is torch.optim.IMomentum direct) direct.Momentum = momentum;
        else if (group is torch.optim.IBetas betas) betas.Betas = (momentum, betas.Betas.Item2);
    }

    /// <summary>One number per group, from one for all or one each.</summary>
    internal static double[] PerGroup(IEnumerable<double>? given, double usual, int groups, string name)
    {
        double[] values = given is null ? [.. Enumerable.Repeat(usual, groups)] : [.. given];
        return values.Length == groups ? values : throw new ArgumentException($"{name} has {values.Length} numbers for {groups} groups of parameters; give one for each.", name);
    }
}
