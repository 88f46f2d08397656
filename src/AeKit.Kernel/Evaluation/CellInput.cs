using AeKit.Kernel.Display;

namespace AeKit.Kernel.Evaluation;

/// <summary>Stands in for <see cref="Console.In"/>: a cell that reads asks its host, other code the real console.</summary>
internal sealed class CellInput : TextReader
{
    private static readonly Lock Gate = new();
    private static bool _installed;

    private readonly TextReader _console;
    private string _line = "";
    private int _position;

    private CellInput(TextReader console) => _console = console;

    /// <summary>Routes the process's console; once is enough.</summary>
    public static void Install()
    {
        lock (Gate)
        {
            if (!_installed)
                Console.SetIn(new CellInput(Console.In));
            _installed = true;
        }
    }

    public override string? ReadLine()
    {
        if (CellContext.Current is not { } cell)
            return _console.ReadLine();
        if (_position < _line.Length)
            return TakeRest();
        return cell.Input.ReadAsync("", isPassword: false, cell.CancellationToken).GetAwaiter().GetResult();
    }

    public override int Read()
    {
        if (CellContext.Current is null)
            return _console.Read();
        var next = Peek();
        _position++;
        return next;
    }

    public override int Peek()
    {
        if (CellContext.Current is null)
            return _console.Peek();
        if (_position == _line.Length)
        {
            _line = ReadLine() + "\n";
            _position = 0;
        }
        return _line[_position];
    }

    private string TakeRest()
    {
        var rest = _line[_position..].TrimEnd('\n');
        _position = _line.Length;
        return rest;
    }
}
