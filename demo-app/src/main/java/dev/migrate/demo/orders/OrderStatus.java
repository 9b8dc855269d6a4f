package dev.migrate.demo.orders;

/**
 * How far an order has come.
 */
public enum OrderStatus {

	/** The customer has placed it. */
	PLACED,

	/** The customer has paid for it. */
	PAID,

	/** The parcel is on its way. */
	SHIPPED,

	/** It will not be sent. */
	CANCELLED

}
