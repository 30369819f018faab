namespace BalancePipeline.Email;

/// <summary>The mail system can't take a mail now. Thrown out of queue handlers, so that the queue tries again and at last parks the message.</summary>
public sealed class TransientSendException(string reason) : Exception(reason);
