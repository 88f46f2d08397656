using System.Net;

namespace AeKit.Kernel.Messaging.Zmtp;

/// <summary>Returns every message, envelope and all, to whom it came from: a heartbeat.</summary>
internal sealed class EchoSocket(EndPoint endPoint, ZmtpLimits? limits = null)
    : ZmtpServer(endPoint, "REP", ["REQ", "DEALER"], limits)
{
    protected override void OnMessage(ZmtpConnection connection, byte[][] frames) => connection.Send(FrameWriter.Message(frames));
}
