package dev.migrate.demo.customers;

import org.springframework.data.jpa.repository.JpaRepository;

/**
 * The customers of the shop.
 */
public interface CustomerRepository extends JpaRepository<Customer, Long> {

}
