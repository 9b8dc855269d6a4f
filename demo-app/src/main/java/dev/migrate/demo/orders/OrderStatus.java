package dev.migrate.demo.orders;

/**
 * The state of an order.
 */
public enum OrderStatus {

	/** The customer has placed the order. */
	PLACED,

	/** The customer has paid for the order. */
	PAID,

	/** The parcel is on its way. */
	SHIPPED,

	/** The order will not be shipped. */
	CANCELLED

}
