using System.CommandLine;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using AeKit.Kernel.Evaluation;
using AeKit.Kernel.Installation;
using AeKit.Kernel.Messaging;

namespace AeKit.Kernel.Commands;

/// <summary><c>aekit start</c>: serves a Jupyter client; what a kernelspec calls.</summary>
internal static class StartCommand
{
    private const int Success = 0;
    private const int Failure = 1;

    private static readonly TimeSpan ExitPatience = TimeSpan.FromSeconds(1.5);

    public static Command Create()
    {
        var path = new Argument<string>("connection-file") { Description = "The file in which the client says where the kernel is to listen." };
        var command = new Command("start", "Serves a Jupyter client; Jupyter and VS Code call this.") { path };
        // Not asynchronous: the command line's own treatment of Ctrl+C, which ends the program, is for such actions.
        command.SetAction(result => Run(result.GetRequiredValue(path)));
        return command;
    }

    private static int Run(string path)
    {
        using var program = ProgramInUse.Hold();
        JupyterKernel kernel;
        try
        {
            kernel = new JupyterKernel(ConnectionFile.Load(path));
        }
        catch (Exception exception) when (exception is ConnectionFileException or SocketException)
        {
            Console.Error.WriteLine(exception is SocketException ? $"{path}: {exception.Message}" : exception.Message);
            return Failure;
        }
        // Held: a registration that is collected is none.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => Handle(signal, kernel.Interrupt));
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => Handle(signal, kernel.Stop));
        AppDomain.CurrentDomain.ProcessExit += (_, _) => kernel.DisposeAsync().AsTask().Wait(ExitPatience);
        ParentProcess.Watch(kernel.Stop);
        kernel.Start(input => new Evaluator(Directory.GetCurrentDirectory()) { Input = input });
        kernel.Shutdown.GetAwaiter().GetResult();
        // Threads that a cell has started must not keep the process.
        Environment.Exit(Success);
        return Success;
    }

    private static void Handle(PosixSignalContext signal, Action action)
    {
        signal.Cancel = true;
        action();
    }
}
