namespace TorchSharp;

/// <summary>A loss as a module: compares an input with a target.</summary>
/// <typeparam name="T1">The input, usually Tensor.</typeparam>
/// <typeparam name="T2">The target, usually Tensor.</typeparam>
/// <typeparam name="TResult">The loss, usually Tensor.</typeparam>
public abstract class Loss<T1, T2, TResult> : torch.nn.Module<T1, T2, TResult>
{
    private protected Loss(string name, torch.nn.Reduction reduction) : base(name) => this.reduction = reduction;

    /// <summary>How the loss per element becomes one number.</summary>
    public torch.nn.Reduction reduction { get; }
}

/// <summary>A loss of an input, a target and something third, such as a variance.</summary>
/// <typeparam name="T1">The input, usually Tensor.</typeparam>
/// <typeparam name="T2">The target, usually Tensor.</typeparam>
/// <typeparam name="T3">Usually Tensor.</typeparam>
/// <typeparam name="TResult">The loss, usually Tensor.</typeparam>
public abstract class Loss<T1, T2, T3, TResult> : torch.nn.Module<T1, T2, T3, TResult>
{
    private protected Loss(string name, torch.nn.Reduction reduction) : base(name) => this.reduction = reduction;

    /// <summary>How the loss per element becomes one number.</summary>
    public torch.nn.Reduction reduction { get; }
}
