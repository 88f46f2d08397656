// Kernels keep blocks of intermediate results on the stack and write them before reading.
[module: System.Runtime.CompilerServices.SkipLocalsInit]
