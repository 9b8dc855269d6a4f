package dev.migrate.actuate;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Where a web server will answer probes.
 *
 * @param address the address that it listens on; {@code null} for all
 * @param port its port
 * @param paths the paths of the probes
 */
public record ProbeSite(@Nullable InetAddress address, int port, Map<String, Probe> paths) {

	/**
	 * Return the address and the port.
	 * @return the address of the socket
	 */
	public InetSocketAddress socketAddress() {
		return new InetSocketAddress(this.address, this.port);
	}

}
