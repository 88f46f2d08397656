using TorchSharp.Tensors;
using TorchSharp.Utils;

namespace TorchSharp.Modules;

/// <summary>What batch and instance normalisation share: scale and shift per channel, and moments averaged over training.</summary>
public abstract class NormBase : torch.nn.Module<torch.Tensor, torch.Tensor>
{
    [ComponentName(Name = "weight")]
    private Parameter? _weight;

    [ComponentName(Name = "bias")]
    private Parameter? _bias;

    [ComponentName(Name = "running_mean")]
    private torch.Tensor? _runningMean;

    [ComponentName(Name = "running_var")]
    private torch.Tensor? _runningVar;

    [ComponentName(Name = "num_batches_tracked")]
    private torch.Tensor? _batches;

    private protected NormBase(string name, long num_features, double eps, double momentum, bool affine, bool track_running_stats, torch.Device? device, torch.ScalarType? dtype) : base(name)
    {
        this.num_features = num_features;
        this.eps = eps;
        this.momentum = momentum;
        this.affine = affine;
        this.track_running_stats = track_running_stats;
        if (affine)
        {
            _weight = torch.ones([num_features], dtype, device).AsParameter();
            _bias = torch.zeros([num_features], dtype, device).AsParameter();
        }
        if (track_running_stats)
        {
            _runningMean = torch.zeros([num_features], dtype, device);
            _runningVar = torch.ones([num_features], dtype, device);
            _batches = torch.tensor(0L);
        }
        RegisterComponents();
    }

    /// <summary>Number of channels.</summary>
    public long num_features { get; }

    /// <summary>Whether the layer was made with scale and shift.</summary>
    public bool affine { get; }

    /// <summary>Whether the layer was made with running moments.</summary>
    public bool track_running_stats { get; }

    /// <summary>Added to the variance.</summary>
    public double eps { get; set; }

    /// <summary>Share of the batch in the running moments; null averages all batches alike.</summary>
    public double? momentum { get; set; }

    /// <summary>Scale γ, [num_features], or null if not affine.</summary>
    public Parameter? weight
    {
        get => _weight;
        set
        {
            _weight = value;
            ConditionallyRegisterParameter(nameof(weight), value);
        }
    }

    /// <summary>Shift β, [num_features], or null if not affine.</summary>
    public Parameter? bias
    {
        get => _bias;
        set
        {
            _bias = value;
            ConditionallyRegisterParameter(nameof(bias), value);
        }
    }

    /// <summary>Moving average of batch means, [num_features], or null.</summary>
    public torch.Tensor? running_mean
    {
        get => _runningMean;
        set
        {
            _runningMean = value;
            ConditionallyRegisterBuffer(nameof(running_mean), value);
        }
    }

    /// <summary>Moving average of unbiased batch variances, [num_features], or null.</summary>
    public torch.Tensor? running_var
    {
        get => _runningVar;
        set
        {
            _runningVar = value;
            ConditionallyRegisterBuffer(nameof(running_var), value);
        }
    }

    /// <summary>Number of batches seen in training, Int64, or null.</summary>
    public torch.Tensor? num_batches_tracked
    {
        get => _batches;
        set
        {
            _batches = value;
            ConditionallyRegisterBuffer(nameof(num_batches_tracked), value);
        }
    }

    /// <summary>Forgets the running moments: means 0, variances 1.</summary>
    public void reset_running_stats()
    {
        using var nothing = torch.no_grad();
        _runningMean?.zero_();
        _runningVar?.fill_(1);
        _batches?.zero_();
    }

    private protected void RequireChannels(torch.Tensor input)
    {
        RequireDimensions(input);
        if (input.shape[1] != num_features)
            throw new ArgumentException($"{GetName()}: input of shape {Shape.Text(input.shape)} must have {num_features} channels in dimension 1.");
    }

    private protected abstract void RequireDimensions(torch.Tensor input);
}
