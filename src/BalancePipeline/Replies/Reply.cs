namespace BalancePipeline.Replies;

/// <summary>The accepted text of a person's answer to a delivery within one week. Delivery and week together are unique.</summary>
public sealed class Reply
{
    /// <summary>Identifies the reply.</summary>
    public long Id { get; init; }

    /// <summary>The delivery it answers.</summary>
    public long DeliveryId { get; init; }

    /// <summary>The person who wrote it.</summary>
    public long ParticipantId { get; init; }

    /// <summary>The person's team when it was written. A later move changes nothing here.</summary>
    public long TeamId { get; init; }

    /// <summary>Monday of the ISO week (UTC) in which it arrived, and in which it counts.</summary>
    public DateOnly Week { get; init; }

    /// <summary>The writer's own words.</summary>
    public required string Text { get; set; }

    /// <summary>Attachments that came with its mails and were dropped.</summary>
    public int Attachments { get; set; }

    /// <summary>Counts up whenever a further mail adds to the text; a score belongs to one revision.</summary>
    public int Revision { get; set; } = 1;

    /// <summary>When its last mail arrived.</summary>
    public DateTimeOffset ReceivedAt { get; set; }

    /// <summary>When this revision was put into the queue; null until then, so that a sweep finds it.</summary>
    public DateTimeOffset? QueuedAt { get; set; }
}
