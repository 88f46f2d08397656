namespace TorchSharp;

/// <summary>Kinds of device. This engine computes on the CPU.</summary>
public enum DeviceType
{
    /// <summary>The processor.</summary>
    CPU = 0,
    /// <summary>An NVIDIA GPU; only the libtorch engines have it.</summary>
    CUDA = 1,
}

public static partial class torch
{
    /// <summary>The processor.</summary>
    public static readonly Device CPU = new(DeviceType.CPU);

    /// <summary>An NVIDIA GPU; only the libtorch engines have it.</summary>
    public static Device CUDA { get; } = new(DeviceType.CUDA);

    /// <summary>Where a tensor lives.</summary>
    public class Device
    {
        /// <summary>From a description such as "cpu" or "cuda:0".</summary>
        public Device(string description)
        {
            var parts = description.Split(':');
            type = parts[0].ToUpperInvariant() switch
            {
                "CPU" => DeviceType.CPU,
                "CUDA" => DeviceType.CUDA,
                _ => throw new ArgumentException($"Unknown device '{description}'. Known are \"cpu\" and \"cuda\".", nameof(description)),
            };
            index = parts.Length > 1 ? int.Parse(parts[1]) : -1;
        }

        /// <summary>From a kind and a number.</summary>
        public Device(DeviceType deviceType, int index = -1)
        {
            type = deviceType;
            this.index = index;
        }

        /// <summary>The kind.</summary>
        public DeviceType type { get; }

        /// <summary>The number among devices of this kind, −1 for the current one.</summary>
        public int index { get; }

        /// <summary>For instance "cpu" or "cuda:0".</summary>
        public override string ToString()
            => type == DeviceType.CPU ? "cpu" : index < 0 ? "cuda" : $"cuda:{index}";

        /// <summary>From a description such as "cpu".</summary>
        public static implicit operator Device(string description) => new(description);
    }

    /// <summary>From a description such as "cpu" or "cuda:0".</summary>
    public static Device device(string description) => new(description);

    /// <summary>From a kind and a number.</summary>
    public static Device device(DeviceType deviceType, int index = -1) => new(deviceType, index);

    /// <summary>The device of new tensors: the CPU.</summary>
    public static Device get_default_device() => CPU;

    /// <summary>Questions about NVIDIA GPUs.</summary>
    public static class cuda
    {
        /// <summary>False: this engine computes on the CPU.</summary>
        public static bool is_available() => false;

        /// <summary>Zero: this engine computes on the CPU.</summary>
        public static int device_count() => 0;
    }

    /// <summary>False: this engine computes on the CPU.</summary>
    public static bool cuda_is_available() => false;

    internal static void RequireCpu(Device? device)
    {
        if (device is not null && device.type != DeviceType.CPU)
            throw new NotSupportedException($"The managed engine computes on the CPU and has no device '{device}'. Build with -p:AeKitEngine=cuda for a GPU.");
    }
}
