global using TorchSharp;
global using static TorchSharp.torch;
// One default random generator serves all tests, so they run one after the other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
