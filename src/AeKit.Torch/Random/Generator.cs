using TorchSharp.Random;
using TorchSharp.Tensors;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>A stream of pseudo-random numbers: PyTorch's CPU generator, number for number.</summary>
    public class Generator : IDisposable
    {
        private static readonly Generator Shared = new(67280421310721);

        private readonly MersenneTwister _engine;
        private ulong _seed;
        private double? _spareNormal;

        /// <summary>A generator of its own, seeded with <paramref name="seed"/>.</summary>
        public Generator(ulong seed = 0, Device? device = null)
        {
            RequireCpu(device);
            _seed = seed;
            _engine = new MersenneTwister(seed);
        }

        /// <summary>The generator used when none is given.</summary>
        public static Generator Default => Shared;

        /// <summary>Held by whoever draws a tensor of numbers: threads that share the generator take turns, as in PyTorch.</summary>
        internal Lock Turn { get; } = new();

        /// <summary>Where it lives: the CPU.</summary>
        public Device device => CPU;

        /// <summary>Starts the stream anew from <paramref name="seed"/>. Returns this.</summary>
        public Generator manual_seed(long seed)
        {
            using var turn = Turn.EnterScope();
            _seed = (ulong)seed;
            _engine.Seed(_seed);
            _spareNormal = null;
            return this;
        }

        /// <summary>The seed the stream started from.</summary>
        public long initial_seed() => (long)_seed;

        /// <summary>Starts the stream anew from an unpredictable seed, and returns that.</summary>
        public long seed()
        {
            var seed = System.Random.Shared.NextInt64();
            manual_seed(seed);
            return seed;
        }

        /// <summary>The state as a tensor of bytes in PyTorch's layout.</summary>
        public Tensor get_state()
        {
            var bytes = new byte[GeneratorState.Length];
            using var turn = Turn.EnterScope();
            GeneratorState.Write(bytes, _seed, _engine, _spareNormal);
            return tensor(bytes);
        }

        /// <summary>Continues from a state that <see cref="get_state"/> returned.</summary>
        public void set_state(Tensor value)
        {
            if (value.dtype != ScalarType.Byte || value.Layout.Count != GeneratorState.Length)
                throw new ArgumentException($"A generator state is a tensor of {GeneratorState.Length} bytes, got shape {Shape.Text(value.Layout.Sizes)} of {value.dtype}.");
            using var dense = new Dense(value);
            using var turn = Turn.EnterScope();
            (_seed, _spareNormal) = GeneratorState.Read(dense.Span<byte>(), _engine);
        }

        /// <summary>Nothing to release; present because TorchSharp has it.</summary>
        public void Dispose() => GC.SuppressFinalize(this);

        internal uint NextUInt32() => _engine.NextUInt32();

        internal ulong NextUInt64()
        {
            ulong high = _engine.NextUInt32();
            return (high << 32) | _engine.NextUInt32();
        }

        /// <summary>Uniform in [0, 1) with 24 random bits.</summary>
        internal float NextSingle() => (_engine.NextUInt32() & 0xffffff) * (1f / (1 << 24));

        /// <summary>Uniform in [0, 1) with 53 random bits.</summary>
        internal double NextDouble() => (NextUInt64() & ((1ul << 53) - 1)) * (1.0 / (1ul << 53));

        /// <summary>Standard normal by the Box-Muller method; every second number is kept from the draw before.</summary>
        internal double NextNormal()
        {
            if (_spareNormal is { } spare)
            {
                _spareNormal = null;
                return spare;
            }
            var u1 = NextDouble();
            var u2 = NextDouble();
            var radius = Math.Sqrt(-2 * double.LogP1(-u2));
            var angle = 2 * Math.PI * u1;
            _spareNormal = radius * Math.Sin(angle);
            return radius * Math.Cos(angle);
        }
    }

    /// <summary>The default random number generator.</summary>
    public static partial class random
    {
        /// <summary>Seeds the default generator and returns it.</summary>
        public static Generator manual_seed(long seed) => Generator.Default.manual_seed(seed);

        /// <summary>Seeds the default generator unpredictably and returns the seed.</summary>
        public static long seed() => Generator.Default.seed();

        /// <summary>The seed of the default generator.</summary>
        public static long initial_seed() => Generator.Default.initial_seed();

        /// <summary>The default generator's state as a tensor of bytes.</summary>
        public static Tensor get_rng_state() => Generator.Default.get_state();

        /// <summary>Continues from a state that <see cref="get_rng_state"/> returned.</summary>
        public static void set_rng_state(Tensor new_state) => Generator.Default.set_state(new_state);
    }

    /// <summary>Seeds the default generator: the same seed gives the same numbers as PyTorch on a CPU.</summary>
    public static Generator manual_seed(long seed) => random.manual_seed(seed);

    /// <summary>Seeds the default generator unpredictably and returns the seed.</summary>
    public static long seed() => random.seed();

    /// <summary>The seed of the default generator.</summary>
    public static long initial_seed() => random.initial_seed();

    /// <summary>The default generator's state as a tensor of bytes.</summary>
    public static Tensor get_rng_state() => random.get_rng_state();

    /// <summary>Continues from a state that <see cref="get_rng_state"/> returned.</summary>
    public static void set_rng_state(Tensor new_state) => random.set_rng_state(new_state);
}
