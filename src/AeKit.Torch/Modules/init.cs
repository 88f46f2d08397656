namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>Initialisation of parameters, in place and without being recorded.</summary>
        public static partial class init
        {
            /// <summary>Nonlinearities for which a gain is known.</summary>
            public enum NonlinearityType
            {
                /// <summary>A linear layer.</summary>
                Linear = 0,
                /// <summary>Convolution.</summary>
                Conv1D = 1,
                /// <summary>Convolution.</summary>
                Conv2D = 2,
                /// <summary>Convolution.</summary>
                Conv3D = 3,
                /// <summary>Transposed convolution.</summary>
                ConvTranspose1D = 4,
                /// <summary>Transposed convolution.</summary>
                ConvTranspose2D = 5,
                /// <summary>Transposed convolution.</summary>
                ConvTranspose3D = 6,
                /// <summary>Logistic function.</summary>
                Sigmoid = 7,
                /// <summary>Hyperbolic tangent.</summary>
                Tanh = 8,
                /// <summary>max(x, 0).</summary>
                ReLU = 9,
                /// <summary>max(x, 0) with a slope below 0.</summary>
                LeakyReLU = 10,
            }

            /// <summary>Which number of connections the variance is scaled by.</summary>
            public enum FanInOut
            {
                /// <summary>Inputs per output: keeps the variance of activations.</summary>
                FanIn = 0,
                /// <summary>Outputs per input: keeps the variance of gradients.</summary>
                FanOut = 1,
            }

            /// <summary>The factor by which a nonlinearity asks for larger weights; <paramref name="param"/> is the slope of LeakyReLU.</summary>
            public static double calculate_gain(NonlinearityType nonlinearity, double param = 0.0) => nonlinearity switch
            {
                NonlinearityType.Tanh => 5.0 / 3.0,
                NonlinearityType.ReLU => Math.Sqrt(2),
                NonlinearityType.LeakyReLU => Math.Sqrt(2 / (1 + param * param)),
                _ => 1,
            };

            /// <summary>Sets all elements to 1.</summary>
            public static Tensor ones_(Tensor tensor) => constant_(tensor, 1);

            /// <summary>Sets all elements to 0.</summary>
            public static Tensor zeros_(Tensor tensor) => constant_(tensor, 0);

            /// <summary>Sets all elements to <paramref name="val"/>.</summary>
            public static Tensor constant_(Tensor tensor, Scalar val)
            {
                using (no_grad()) return tensor.fill_(val);
            }

            /// <summary>Draws from U(low, high).</summary>
            public static Tensor uniform_(Tensor tensor, double low = 0, double high = 1, Generator? generator = null)
            {
                using (no_grad()) return tensor.uniform_(low, high, generator);
            }

            /// <summary>Draws from N(mean, std²).</summary>
            public static Tensor normal_(Tensor tensor, double mean = 0, double std = 1, Generator? generator = null)
            {
                using (no_grad()) return tensor.normal_(mean, std, generator);
            }

            /// <summary>He initialisation, uniform in ±gain·√(3/fan) (He et al. 2015).</summary>
            public static Tensor kaiming_uniform_(Tensor tensor, double a = 0, FanInOut mode = FanInOut.FanIn, NonlinearityType nonlinearity = NonlinearityType.LeakyReLU)
            {
                var bound = Math.Sqrt(3) * calculate_gain(nonlinearity, a) / Math.Sqrt(Fan(tensor, mode));
                return uniform_(tensor, -bound, bound);
            }

            /// <summary>He initialisation, normal with standard deviation gain/√fan (He et al. 2015).</summary>
            public static Tensor kaiming_normal_(Tensor tensor, double a = 0, FanInOut mode = FanInOut.FanIn, NonlinearityType nonlinearity = NonlinearityType.LeakyReLU)
                => normal_(tensor, 0, calculate_gain(nonlinearity, a) / Math.Sqrt(Fan(tensor, mode)));

            /// <summary>Glorot initialisation, uniform in ±gain·√(6/(fan_in + fan_out)) (Glorot and Bengio 2010).</summary>
            public static Tensor xavier_uniform_(Tensor tensor, double gain = 1.0)
            {
                var (fanIn, fanOut) = CalculateFanInAndFanOut(tensor);
                var bound = Math.Sqrt(3) * gain * Math.Sqrt(2.0 / (fanIn + fanOut));
                return uniform_(tensor, -bound, bound);
            }

            /// <summary>Glorot initialisation, normal with standard deviation gain·√(2/(fan_in + fan_out)) (Glorot and Bengio 2010).</summary>
            public static Tensor xavier_normal_(Tensor tensor, double gain = 1.0)
            {
                var (fanIn, fanOut) = CalculateFanInAndFanOut(tensor);
                return normal_(tensor, 0, gain * Math.Sqrt(2.0 / (fanIn + fanOut)));
            }

            /// <summary>Connections per output and per input of a weight [out, in, …].</summary>
            public static (long fanIn, long fanOut) CalculateFanInAndFanOut(Tensor tensor)
            {
                var sizes = tensor.Layout.Sizes;
                if (sizes.Length < 2)
                    throw new ArgumentException($"Fan in and fan out need a tensor of at least 2 dimensions, got shape {Tensors.Shape.Text(sizes)}.");
                long field = 1;
                for (var i = 2; i < sizes.Length; i++) field *= sizes[i];
                return (sizes[1] * field, sizes[0] * field);
            }

            private static double Fan(Tensor tensor, FanInOut mode)
            {
                var (fanIn, fanOut) = CalculateFanInAndFanOut(tensor);
                return mode == FanInOut.FanIn ? fanIn : fanOut;
            }
        }
    }
}
