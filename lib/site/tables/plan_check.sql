-- What the recommendations page may list: machines that fail, and those that bear more than one server's load.
SELECT * FROM plan_check WHERE NOT passed OR servers > 1 OR peak_loss_of_one IS NOT NULL
ORDER BY machine, resource
