namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>How a loss per element becomes a single number.</summary>
        public enum Reduction : long
        {
            /// <summary>Not at all.</summary>
            None = 0,
            /// <summary>The mean over all elements.</summary>
            Mean = 1,
            /// <summary>The sum over all elements.</summary>
            Sum = 2,
        }
    }
}
