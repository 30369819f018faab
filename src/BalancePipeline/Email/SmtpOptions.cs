using System.ComponentModel.DataAnnotations;

namespace BalancePipeline.Email;

/// <summary>The mail server of the sender <c>Smtp</c>.</summary>
public sealed class SmtpOptions
{
    /// <summary>Where these settings are found.</summary>
    public const string SectionName = "Smtp";

    /// <summary>The server's name.</summary>
    public string Host { get; set; } = "";

    /// <summary>The server's port, 1 to 65535.</summary>
    [Range(1, 65535, ErrorMessage = "Smtp:Port must be from 1 to 65535; 587 is the usual one.")]
    public int Port { get; set; } = 587;

    /// <summary>How the connection is secured.</summary>
    [EnumDataType(typeof(SmtpSecurity), ErrorMessage = "Smtp:Security must be StartTls, Tls or None.")]
    public SmtpSecurity Security { get; set; } = SmtpSecurity.StartTls;

    /// <summary>The user to sign in as; empty for a server that asks for none.</summary>
    public string User { get; set; } = "";

    /// <summary>The user's password.</summary>
    public string Password { get; set; } = "";

    /// <summary>Seconds to wait for the server, 1 to 300.</summary>
    [Range(1, 300, ErrorMessage = "Smtp:TimeoutSeconds must be from 1 to 300.")]
    public int TimeoutSeconds { get; set; } = 30;
}

/// <summary>How a connection to a mail server is secured.</summary>
public enum SmtpSecurity
{
    /// <summary>Begins in the clear and must become TLS before anything is said.</summary>
    StartTls,

    /// <summary>TLS from the first byte.</summary>
    Tls,

    /// <summary>In the clear: for a server on the same machine.</summary>
    None,
}
