// torch.manual_seed seeds one generator for the whole process: tests that train take turns.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
