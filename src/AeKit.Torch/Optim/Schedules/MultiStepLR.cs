namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            /// <summary>The rate is multiplied by γ at the end of each epoch named in <paramref name="milestones"/>; an epoch named twice counts twice (in PyTorch: MultiStepLR).</summary>
            public static LRScheduler MultiStepLR(Optimizer optimizer, IList<int> milestones, double gamma = 0.1, int last_epoch = -1, bool verbose = false) =>
                new impl.MultiStepLR(optimizer, milestones, gamma, last_epoch, verbose);

            public static partial class impl
            {
                /// <summary>See <see cref="lr_scheduler.MultiStepLR"/>.</summary>
                public class MultiStepLR : LRScheduler
                {
                    private readonly int[] _milestones;
                    private readonly double _gamma;

                    /// <inheritdoc cref="lr_scheduler.MultiStepLR"/>
                    public MultiStepLR(Optimizer optimizer, IList<int> milestones, double gamma = 0.1, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        (_milestones, _gamma) = ([.. milestones], gamma);
                    }

                    private protected override double Next(int epoch, double rate, double baseRate) =>
                        rate * Math.Pow(_gamma, _milestones.Count(m => m == epoch));

                    private protected override double At(int epoch, double baseRate) =>
                        baseRate * Math.Pow(_gamma, _milestones.Count(m => m <= epoch));
                }
            }
        }
    }
}
