package dev.migrate.demo.catalogue;

import org.springframework.data.jpa.repository.JpaRepository;

/**
 * The products of the shop.
 */
public interface ProductRepository extends JpaRepository<Product, Long> {

}
