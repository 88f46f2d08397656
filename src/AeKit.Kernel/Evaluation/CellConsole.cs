using System.Text;
using AeKit.Kernel.Display;

namespace AeKit.Kernel.Evaluation;

/// <summary>
/// Stands in for <see cref="Console.Out"/> or <see cref="Console.Error"/>: text goes to the cell whose flow of
/// execution writes it, and to the real console outside cells.
/// </summary>
internal sealed class CellConsole : TextWriter
{
    private static readonly Lock Gate = new();
    private static bool _installed;

    private readonly TextWriter _console;
    private readonly string _streamName;

    private CellConsole(TextWriter console, string streamName)
        : base(console.FormatProvider)
    {
        _console = console;
        _streamName = streamName;
        CoreNewLine = ['\n'];
    }

    public override Encoding Encoding => _console.Encoding;

    /// <summary>Routes the process's console; once is enough.</summary>
    public static void Install()
    {
        lock (Gate)
        {
            if (_installed)
                return;
            Console.SetOut(new CellConsole(Console.Out, StreamOutput.StandardOutput));
            Console.SetError(new CellConsole(Console.Error, StreamOutput.StandardError));
            _installed = true;
        }
    }

    public override void Write(char value) => Write(value.ToString());

    public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

    public override void Write(ReadOnlySpan<char> buffer) => Write(new string(buffer));

    public override void Write(string? value)
    {
        if (string.IsNullOrEmpty(value))
            return;
        CellInterrupt.Check();
        if (CellContext.Current is { } cell)
            cell.Sink.Publish(new StreamOutput(_streamName, value));
        else
            _console.Write(value);
    }

    public override void WriteLine(string? value) => Write(value + CoreNewLine[0]);

    public override void Flush() => _console.Flush();
}
